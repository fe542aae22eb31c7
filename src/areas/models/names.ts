/**
 * Words by which people name what belongs to an area, in identifiers. `accessToken` and `ACCESS_TOKEN` are
 * "access token"; a plural is its singular. A clear word is enough alone; of vague ones it takes two different ones.
 */
import type { BuiltInArea } from '#domain/area.ts';

export interface NameModel {
  readonly area: BuiltInArea;
  readonly clear: readonly string[];
  readonly vague: readonly string[];
}

export const NAMES: readonly NameModel[] = [
  {
    area: 'auth',
    clear: [
      ...words(`auth authenticate authenticated authenticating authentication authenticator authorize authorized
        authorization authorizer unauthorized unauthenticated unauthorised authn authz login logout oauth oauth2 oidc
        saml sso jwt jwk jwks passport password passwd passcode passwordless otp totp mfa rbac acl permission forbidden
        csrf xsrf pkce unsign introspect introspection impersonate impersonation superuser privilege unprivileged`),
      ...phrases(`sign in; sign out; sign up; log in; log out; two factor; access control; access token; refresh token;
        id token; auth token; bearer token; session token; session secret; reset token; api token; is admin;
        is owner; is allowed; is super admin; require user; require role; has role; has access; can access; can view;
        can edit; can delete; current user; access denied; user role; code challenge; code verifier; authorization code;
        grant type; session id; user session; session store; redirect uri;
        signed cookie; sign cookie; unsign cookie; cookie secret; same site; remember me; logged in; reset password;
        forgot password; access level; access right; user info`),
    ],
    vague: words(
      'session cookie token role credential scope grant principal tenant admin claim bearer guard issuer audience revoke consent ability ownership',
    ),
  },
  {
    area: 'crypto',
    clear: [
      ...words(`encrypt encrypted encryption encryptor decrypt decrypted decryption decryptor cipher decipher hmac sha1
        sha256 sha512 md5 bcrypt argon2 scrypt pbkdf2 hkdf aes rsa ecdsa ed25519 x509 crypto keypair`),
      ...phrases('random bytes; timing safe; private key; public key; key pair; create hash; hash password'),
    ],
    vague: words('hash digest salt signature nonce certificate signer signing challenge verifier'),
  },
  {
    area: 'data',
    clear: [
      ...words('sql knex prisma sequelize mongoose typeorm drizzle postgres mysql sqlite mongo migration upsert'),
      ...phrases(`query builder; data source; primary key; foreign key; find many; find one; find unique; find first;
        find all; insert many; update many; delete many; create many; find by id; bulk write; prepared statement; connection pool; connection string; connection config; connection limit;
        left join; inner join; order by; group by; create table; alter table; drop table; db client`),
    ],
    vague: words(
      'query transaction repository collection table schema database db rollback model populate record entity',
    ),
  },
  {
    area: 'logging',
    clear: [
      ...words('logger telemetry tracer tracing instrumentation instrument apm sentry monitoring'),
      ...phrases('log level; audit log; log error; error reporter'),
    ],
    vague: words('log logging metric span trace audit segment redact severity reporter'),
  },
  {
    area: 'integrations',
    clear: [
      ...words('axios webhook smtp mailer nodemailer websocket kafka rabbitmq amqp stripe twilio'),
      ...phrases('http client; http request; send email; send mail; reject unauthorized; base url; api url'),
    ],
    vague: words('fetch endpoint proxy queue retry transport socket upstream'),
  },
  {
    area: 'prompts',
    clear: [
      ...words('llm gpt langchain'),
      ...phrases(`system prompt; user prompt; prompt template; chat completion; chat model; language model; max tokens;
        tool choice; tool call; few shot; system message; mcp server`),
    ],
    vague: words('prompt completion embedding temperature mcp assistant'),
  },
  {
    area: 'secrets',
    clear: [
      ...words('secret'),
      ...phrases('secret access key; signing key; encryption key; master key; private key; secret manager; api key'),
    ],
    vague: words('credential vault'),
  },
  {
    area: 'infrastructure',
    clear: words('docker dockerfile kubernetes kubectl k8s cloudformation terraform helm'),
    vague: words('deploy deployment container cluster pod'),
  },
].map((model) => ({ ...model, area: model.area as BuiltInArea }));

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

function phrases(text: string): string[] {
  return text.split(';').map((phrase) => phrase.trim().replace(/\s+/g, ' '));
}

/**
 * Words that say what a file is about where they are dense in it, whatever a line of it says: each is an area's own
 * concept, and common for nothing else at such density.
 */
export const TOPICS: Readonly<Partial<Record<BuiltInArea, readonly string[]>>> = {
  auth: words('session cookie oauth login permission jwt role'),
  data: words('sql query migration repository column'),
  logging: words('log logger span tracer metric instrumentation transaction segment'),
  integrations: words('webhook queue job proxy mail smtp'),
  prompts: words('prompt'),
  crypto: words('cipher certificate'),
};
