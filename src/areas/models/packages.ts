/**
 * Packages whose use puts code into an area. A name, or a name that ends with `*`; each stands for its subpaths too.
 * What a package is for is documented on its own page; a new one is one more word here.
 */
import type { BuiltInArea } from '#domain/area.ts';

export interface PackageModel {
  readonly areas: readonly BuiltInArea[];
  readonly packages: readonly string[];
}

export const PACKAGES: readonly PackageModel[] = [
  {
    areas: ['auth'],
    packages: `
      @auth/* @azure/msal-* @casl/* @clerk/* @descope/* @fastify/auth @fastify/basic-auth @fastify/bearer-auth
      @fastify/cookie @fastify/csrf-protection @fastify/jwt @fastify/oauth2 @fastify/secure-session @fastify/session
      @feathersjs/authentication* @hapi/basic @hapi/bell @hapi/cookie @hapi/jwt @kinde-oss/* @nestjs/jwt
      @nestjs/passport @node-oauth/* @node-saml/* @okta/* @ory/* @simplewebauthn/* @stytch/* @supabase/auth-* @workos-inc/*
      accesscontrol activedirectory2 amazon-cognito-identity-js auth0 basic-auth better-auth casbin client-sessions
      cookie-session csrf csrf-csrf csurf express-basic-auth express-jwt express-oauth2-jwt-bearer express-openid-connect
      express-session fastify-jwt firebase-admin/auth grant iron-session jsonwebtoken jwks-rsa jwt-decode jwt-simple
      keycloak-connect keycloak-js koa-jwt koa-passport koa-session ldapjs ldapts lucia lusca next-auth njwt
      oauth4webapi oidc-client-ts oidc-provider openid-client otplib passport passport-* permit-* samlify
      simple-oauth2 speakeasy supertokens-node @aws-sdk/client-cognito-identity-provider`,
  },
  {
    areas: ['auth', 'crypto'],
    packages: `@node-rs/argon2 @node-rs/bcrypt @node-rs/jsonwebtoken argon2 bcrypt bcryptjs jose scrypt-kdf`,
  },
  {
    areas: ['crypto'],
    packages: `
      @noble/* @peculiar/* @stablelib/* crypto crypto-js elliptic hash-wasm jsrsasign libsodium-wrappers* node-forge
      node-jose node-rsa openpgp scrypt-js secp256k1 sjcl sodium-native tweetnacl`,
  },
  {
    areas: ['data'],
    packages: `
      @aws-sdk/client-dynamodb @aws-sdk/lib-dynamodb @clickhouse/client @databases/* @elastic/elasticsearch
      @google-cloud/bigquery @google-cloud/datastore @google-cloud/firestore @google-cloud/spanner @influxdata/*
      @libsql/client @mikro-orm/* @neondatabase/serverless @nestjs/mongoose @nestjs/sequelize @nestjs/typeorm
      @opensearch-project/opensearch @planetscale/database @prisma/* @redis/* @supabase/supabase-js @typegoose/typegoose
      @upstash/redis @vercel/postgres arangojs better-sqlite3 bookshelf cassandra-driver clickhouse couchbase
      drizzle-orm duckdb firebase-admin/firestore ioredis knex kysely level lmdb mariadb memcached mongodb mongoose
      mssql mysql mysql2 nano neo4j-driver node-pg-migrate node:sqlite objection oracledb pg pg-* postgres pouchdb
      prisma redis rethinkdb rxdb sequelize sequelize-typescript slonik sql-template-strings sql-template-tag sqlite
      sqlite3 surrealdb tedious typeorm umzug waterline`,
  },
  {
    areas: ['logging'],
    packages: `
      @bugsnag/* @datadog/* @google-cloud/logging* @grafana/faro* @logtail/* @opentelemetry/* @sentry/* applicationinsights
      bunyan consola dd-trace debug elastic-apm-node fancy-log hot-shots log4js loglevel morgan nestjs-pino
      newrelic npmlog pino pino-* prom-client roarr rollbar signale statsd-client tslog winston winston-*`,
  },
  {
    areas: ['integrations'],
    packages: `
      @aws-sdk/client-* @aws-sdk/lib-storage @aws-sdk/s3-* @azure/* @elastic/apm* @google-cloud/* @googlemaps/* @grpc/grpc-js
      @hubspot/* @linear/sdk @microsoft/microsoft-graph-client @nestjs/axios @nestjs/microservices @notionhq/client @octokit/*
      @paypal/* @sendgrid/* @shopify/* @slack/* agenda amqp-connection-manager amqplib apn aws-sdk axios axios-* basic-ftp
      bee-queue bent braintree bull bullmq cross-fetch discord.js firebase-admin ftp googleapis got graphql-request
      http http2 https imap imapflow isomorphic-fetch jsforce kafkajs ky mailgun.js minio mqtt nats needle
      node-fetch node-rdkafka nodemailer ofetch octokit phin plaid postmark probot request request-promise*
      resend socket.io-client square ssh2 ssh2-sftp-client stripe superagent svix telegraf twilio undici web-push wretch ws`,
  },
  {
    areas: ['prompts'],
    packages: `
      @ai-sdk/* @anthropic-ai/* @aws-sdk/client-bedrock-* @azure/openai @copilotkit/* @genkit-ai/* @google-cloud/vertexai
      @google/genai @google/generative-ai @huggingface/inference @langchain/* @llamaindex/* @mastra/* @mistralai/*
      @modelcontextprotocol/* @openai/* @openrouter/* ai cohere-ai genkit groq-sdk js-tiktoken langchain langfuse
      llamaindex ollama openai portkey-ai promptfoo replicate tiktoken together-ai`,
  },
  {
    areas: ['secrets'],
    packages: `
      @aws-sdk/client-kms @aws-sdk/client-secrets-manager @azure/keyvault-* @google-cloud/kms @google-cloud/secret-manager
      @infisical/* dotenv dotenv-* keytar node-vault`,
  },
  {
    areas: ['infrastructure'],
    packages: `@aws-cdk/* @cdktf/* @pulumi/* aws-cdk-lib cdk8s cdk8s-* cdktf constructs dockerode @kubernetes/client-node`,
  },
].map(({ areas, packages }) => ({ areas: areas as BuiltInArea[], packages: packages.trim().split(/\s+/) }));

/**
 * Uses of a package or of the platform that are in no area, though the package is: the ways as `symbolsOf` gives them.
 * `crypto.randomUUID` names things; `http.createServer` calls nobody.
 */
export const HARMLESS_USES: ReadonlySet<string> = new Set([
  'crypto.randomUUID',
  'http.createServer',
  'http.STATUS_CODES',
  'http.METHODS',
  'https.createServer',
  'http2.createServer',
  'ws.WebSocketServer',
]);

/** Names of the platform that need no import. */
export const GLOBALS: Readonly<Record<string, readonly BuiltInArea[]>> = {
  fetch: ['integrations'],
  XMLHttpRequest: ['integrations'],
  WebSocket: ['integrations'],
  EventSource: ['integrations'],
  'navigator.sendBeacon': ['integrations'],
  'crypto.subtle': ['crypto'],
  'crypto.getRandomValues': ['crypto'],
  console: ['logging'],
  'process.env.NODE_TLS_REJECT_UNAUTHORIZED': ['integrations'],
};

/** Ways to grant: what code that makes infrastructure says about who may do what. */
export const PERMISSION_USES =
  /(?:^aws-cdk-lib\/aws-iam|^@aws-cdk\/aws-iam|^@pulumi\/.{1,60}\biam\b|\.(?:grant[A-Z]\w{0,60}|addToRolePolicy|addToResourcePolicy|addIngressRule|addEgressRule|PolicyStatement|RolePolicy\w{0,30}|SecurityGroup\w{0,30})(?:\(\))?$)/;
