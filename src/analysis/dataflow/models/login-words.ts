/** How code names the check of a password, what limits attempts, and what begins a session. Data. */

/** Receiver and method, or a function alone: `bcrypt.compare`, `.verifyPassword`, `authService.login`. */
export const CREDENTIAL_CHECKS =
  /^(?:bcrypt\w*|argon2|scrypt|passwords?|hasher|crypto)\.(?:compare\w*|verify\w*|matches|check)$|\.(?:verify|check|compare|match|validate)_?(?:password|credentials|passwd|user|pin|otp|login)\w*$|^(?:auth\w*|session\w*|users?\w*|account\w*)\.(?:login|log_?in|sign_?in|authenticate)\w*$/i;

export const LIMIT_NAME = /rate|throttl|limit|brute|slow_?down|attempt|lockout|captcha|turnstile|backoff/i;

/** Packages that limit requests, by npm name. */
export const LIMIT_PACKAGES: ReadonlySet<string> = new Set([
  ...[
    'express-rate-limit',
    'express-slow-down',
    'rate-limiter-flexible',
    'express-brute',
    'express-limiter',
    'limiter',
    'bottleneck',
  ],
  ...[
    '@fastify/rate-limit',
    'fastify-rate-limit',
    'koa-ratelimit',
    'koa2-ratelimit',
    'hono-rate-limiter',
    '@nestjs/throttler',
    '@upstash/ratelimit',
    '@arcjet/node',
    '@arcjet/next',
  ],
]);

/** Properties of a session that say who is logged in. */
export const SESSION_IDENTITY =
  /^(?:user|user_?id|uid|account|account_?id|logged_?in|is_?logged_?in|authenticated|is_?authenticated|auth|admin|is_?admin|passport|member|member_?id)$/i;

/** What gives a session another id, or none (github.com/expressjs/session, fastify/session, koa-session). */
export const SESSION_RENEWALS: ReadonlySet<string> = new Set([
  'regenerate',
  'regenerateId',
  'login',
  'logIn',
  'destroy',
  'changeSessionId',
  'renew',
  'manuallyCommit',
]);

/** Sessions that live in the cookie itself and are sealed anew with each answer: there is no id to fix. */
export const SEALED_SESSIONS: ReadonlySet<string> = new Set([
  'cookie-session',
  'iron-session',
  'client-sessions',
  '@fastify/secure-session',
  'next-auth',
  'svelte-kit-cookie-session',
]);
