/** Where libraries take a secret: by position, or among options. Data: a new library is a row. */

/** Positions of arguments that are a key, a password or a token, by the symbol that is called. */
export const CREDENTIAL_ARGUMENTS: readonly {
  readonly symbol: RegExp;
  readonly positions: readonly number[];
  readonly what: string;
}[] = [
  { symbol: /^jsonwebtoken\.(?:sign|verify)$/, positions: [1], what: 'the key that tokens are signed with' },
  { symbol: /^jwt-simple\.(?:encode|decode)$/, positions: [1], what: 'the key that tokens are signed with' },
  { symbol: /^jose\.(?:jwtVerify|jwtDecrypt)$/, positions: [1], what: 'the key that tokens are signed with' },
  {
    symbol: /^jose\.(?:SignJWT|EncryptJWT)\(\)(?:\.\w+\(\))*\.(?:sign|encrypt)$/,
    positions: [0],
    what: 'the key that tokens are signed with',
  },
  { symbol: /^jose\.import(?:SPKI|PKCS8|JWK|X509)$/, positions: [0], what: 'a key' },
  { symbol: /^crypto\.createHmac$/, positions: [1], what: 'the key of a signature' },
  { symbol: /^crypto\.create(?:Cipher|Decipher)(?:iv)?$/, positions: [1], what: 'the key of a cipher' },
  { symbol: /^crypto\.(?:createSecretKey|createPrivateKey)$/, positions: [0], what: 'a key' },
  { symbol: /^crypto-js(?:\.|\/)(?:\w+\.)?(?:encrypt|decrypt)$/, positions: [1], what: 'the key of a cipher' },
  { symbol: /^crypto-js(?:\.|\/)Hmac\w+$/i, positions: [1], what: 'the key of a signature' },
  { symbol: /^cookie-parser$/, positions: [0], what: 'the key that cookies are signed with' },
  { symbol: /^cookie-signature\.(?:sign|unsign)$/, positions: [1], what: 'the key that cookies are signed with' },
  { symbol: /^basic-auth-connect$/, positions: [1], what: 'a password' },
  { symbol: /^(?:request|superagent|needle|got|axios)\b.*\.auth$/, positions: [1, 3], what: 'a password' },
  { symbol: /^(?:digitalocean|octonode)\.client$/, positions: [0], what: 'a token' },
  { symbol: /^octonode\.client\(\)\.(?:auth|login)$/, positions: [0, 1], what: 'a token' },
  { symbol: /^(?:aws-sdk\.Credentials|@aws-sdk\/.*\.Credentials)$/, positions: [1], what: 'a key of a cloud account' },
  {
    symbol: /^ms-rest-(?:azure|nodeauth)\.loginWith(?:UsernamePassword|ServicePrincipalSecret)$/,
    positions: [1],
    what: 'a password',
  },
  { symbol: /^@azure\/ms-rest-nodeauth\.loginWith\w+$/, positions: [1], what: 'a password' },
  {
    symbol: /^@azure\/.*\.(?:AzureKeyCredential|StorageSharedKeyCredential|ClientSecretCredential)$/,
    positions: [0, 1, 2],
    what: 'a key of a cloud account',
  },
  {
    symbol:
      /^(?:stripe|stripe\.Stripe|@sendgrid\/mail\.setApiKey|@sendgrid\/client\.setApiKey|resend\.Resend|twilio|mailgun-js|algoliasearch|pusher|airtable|postmark\.ServerClient)$/,
    positions: [0, 1],
    what: 'a key of a service',
  },
  { symbol: /^@slack\/web-api\.WebClient$/, positions: [0], what: 'a token' },
  { symbol: /^(?:mysql|sequelize|sequelize\.Sequelize)$/, positions: [2], what: 'the password of a database' },
  { symbol: /^(?:ldapjs\.createClient\(\)|ldapts\.Client\(\))\.bind$/, positions: [1], what: 'a password' },
  { symbol: /^discord\.js\.Client\(\)\.login$/, positions: [0], what: 'a token' },
  { symbol: /^telegraf(?:\.Telegraf)?$/, positions: [0], what: 'a token' },
];

/** Options that carry one, whoever takes them. `user` and its like only beside one of these. */
export const CREDENTIAL_OPTIONS: ReadonlySet<string> = new Set([
  ...['password', 'passwd', 'pass', 'passphrase', 'secret', 'secretkey', 'secretaccesskey', 'accesskeyid', 'apikey'],
  ...['apisecret', 'apitoken', 'accesstoken', 'authtoken', 'token', 'bearer', 'clientsecret', 'consumersecret'],
  ...[
    'secretorkey',
    'privatekey',
    'storageaccesskey',
    'storageaccountkey',
    'accountkey',
    'sharedaccesskey',
    'masterkey',
  ],
  ...['appsecret', 'oauthtoken', 'refreshtoken', 'sessionsecret', 'cookiepassword', 'cookiesecret', 'signingkey'],
  ...['encryptionkey', 'jwtsecret', 'tokensecret', 'accesstokensecret', 'accesstokenkey', 'servicekey', 'access_token'],
]);

/** Options that hold several, by name of a user or in a list. */
export const CREDENTIAL_COLLECTIONS: ReadonlySet<string> = new Set(['users', 'keys', 'credentials', 'secrets']);

/** Packages that describe, draw, translate or test, and take no secret. */
export const DESCRIBING_PACKAGES =
  /^(?:zod|joi|@hapi\/joi|yup|ajv|superstruct|valibot|class-validator|class-transformer|@nestjs\/swagger|swagger.*|i18next.*|react.*|vue.*|@angular\/.*|svelte.*|@testing-library\/.*|jest|@jest\/.*|vitest|mocha|chai|sinon|nock|supertest|cypress|@playwright\/.*|playwright|faker|@faker-js\/.*|lodash.*|underscore|ramda|graphql.*|type-graphql|@graphql.*|commander|yargs|inquirer|@inquirer\/.*|prompts|enquirer|chalk|debug|pino|winston|bunyan|log4js|path|fs|fs\/promises|util|assert|events|url|querystring|qs|express|koa|fastify|hono|@hapi\/hapi|mongoose\.(?:Schema|model)|ioc|inversify|typeorm\.(?:Column|Entity))$/;
