/** Options that switch off the verification of certificates. Data: a new one is a row. */

export interface TlsOption {
  readonly name: string;
  /** The value that switches verification off. */
  readonly off: boolean;
  readonly severity: 'high' | 'medium' | 'low';
  readonly source: string;
}

const NODE = 'nodejs.org/api/tls.html#tlsconnectoptions-callback';
const MONGODB = 'mongodb.com/docs/drivers/node/current/security/tls';

export const TLS_OPTIONS: ReadonlyMap<string, TlsOption> = new Map(
  [
    option('rejectUnauthorized', false, NODE),
    option('strictSSL', false, 'github.com/request/request#requestoptions-callback'),
    option('strictSsl', false, 'github.com/npm/make-fetch-happen#--optsstrictssl'),
    option('sslValidate', false, MONGODB),
    option('tlsAllowInvalidCertificates', true, MONGODB),
    option('tlsAllowInvalidHostnames', true, MONGODB),
    option('tlsInsecure', true, MONGODB),
    option('skipTLSVerify', true, 'github.com/kubernetes-client/javascript config_types'),
    option('insecureSkipTlsVerify', true, 'pulumi.com/registry/packages/kubernetes'),
    option('insecureSkipVerify', true, 'grafana.com/docs/k6/latest/using-k6/k6-options/reference'),
    option('insecureSkipTLSVerify', true, 'grafana.com/docs/k6/latest/using-k6/k6-options/reference'),
    option('trustServerCertificate', true, 'tediousjs.github.io/tedious/api-connection.html', 'medium'),
    option('ignoreHTTPSErrors', true, 'playwright.dev/docs/api/class-browser', 'low'),
    option('acceptInsecureCerts', true, 'pptr.dev/api/puppeteer.connectoptions', 'low'),
  ].map((one) => [one.name, one]),
);

function option(name: string, off: boolean, source: string, severity: TlsOption['severity'] = 'high'): TlsOption {
  return { name, off, severity, source };
}

/** Set to `0`, it switches verification off for the whole process (nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue). */
export const TLS_ENVIRONMENT = 'NODE_TLS_REJECT_UNAUTHORIZED';

/** Called with the certificate; what it returns is the error (nodejs.org/api/tls.html#tlscheckserveridentityhostname-cert). */
export const IDENTITY_CHECK = 'checkServerIdentity';

/** Parts of connection addresses that do it: node-postgres.com/features/ssl, MongoDB's connection string options. */
export const TLS_ADDRESS_PARTS: readonly string[] = [
  ...['sslmode=no-verify', 'tlsinsecure=true', 'tlsallowinvalidcertificates=true', 'rejectunauthorized=false'],
  'sslvalidate=false',
];

/** Calls whose options are those of a server: there it is about the certificates of clients. */
export const TLS_SERVERS: ReadonlySet<string> = new Set(['createServer', 'createSecureServer', 'Server']);

/** Words of a condition under which somebody asked for it. */
export const ASKED_WORDS: ReadonlySet<string> = new Set([
  ...['insecure', 'unsafe', 'skip', 'ignore', 'ignores', 'allow', 'untrusted', 'selfsigned', 'self', 'signed'],
  ...['unauthorized', 'disable', 'disabled', 'trust', 'invalid', 'bypass', 'no', 'unverified'],
]);

/** Words of a condition that speak of verification: where it does not hold, somebody asked too. */
export const VERIFYING_WORDS: ReadonlySet<string> = new Set([
  ...['reject', 'strict', 'verify', 'validate', 'verification', 'secure', 'check', 'ssl', 'tls'],
]);

/** Words of a condition that is about developers' machines, and of one that is about production. */
export const DEVELOPMENT_WORDS: ReadonlySet<string> = new Set([
  ...['dev', 'development', 'local', 'localhost', 'test', 'testing', 'debug', 'ci', 'e2e', 'sandbox', 'mock'],
]);
export const PRODUCTION_WORDS: ReadonlySet<string> = new Set(['prod', 'production', 'live']);
