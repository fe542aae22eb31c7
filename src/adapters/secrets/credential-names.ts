/** What a name says of the value beside it: a credential, a password, or something else that only has such a word in it. */

export type NameKind = 'credential' | 'password' | 'key';

/** One of these must be in a name for it to be looked at: what the keyword index searches for. */
export const CREDENTIAL_WORDS: readonly string[] = [
  ...['token', 'secret', 'pass', 'pwd', 'pswd', 'cred', 'auth', 'bearer', 'key', '_pat', 'pat_', '-pat', '_pw'],
];

const PASSWORD: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'passwort',
  'passphrase',
  'passcode',
  'pass',
  'pwd',
  'pw',
  'pswd',
]);
const CREDENTIAL: ReadonlySet<string> = new Set([
  'token',
  'tokens',
  'secret',
  'secrets',
  'apikey',
  'authkey',
  'secretkey',
  'accesskey',
  'privatekey',
  'accesstoken',
  'authtoken',
  'apitoken',
  'credential',
  'credentials',
  'creds',
  'auth',
  'authorization',
  'bearer',
  'pat',
]);

/** A key is one to a lock when one of these stands before it; else it is one of a map, a keyboard or a table. */
const KEY_OF: ReadonlySet<string> = new Set(
  (
    'api access secret private auth authentication encryption encrypt decrypt decryption signing sign master account service ' +
    'deploy deployment ssh admin app application consumer subscription storage shared webhook hook hmac jwt jwe jws session ' +
    'cookie crypto crypt aes des rsa integration license licence developer dev client server user write read ingest ingestion ' +
    'write host function functions management primary secondary rest sdk site project team org organization vault wallet ' +
    'deployer gateway bot push vapid fcm gcm gcp aws azure google maps openai anthropic stripe twilio sendgrid mailgun datadog'
  ).split(' '),
);

/** A key is one of a map, a table or a file when one of these stands before it. */
const KEY_IN: ReadonlySet<string> = new Set(
  (
    'object query row map dict hash index group event message route search lookup composite unique range shard routing metadata ' +
    'config setting property attribute field column data record entity item node edge parent child dedupe dedup etag integrity ' +
    'content file blob s bucket image video media asset build chunk bundle commit change issue project ticket jira menu tab view ' +
    'list array json state store local registry lang language text label string value type class style option action job task ' +
    'queue topic stream metric measurement tag counter feature flag experiment variant test random temp tmp dictionary hot arrow ' +
    'enter escape shift ctrl control alt tab space backspace delete home end function modifier access_level order sorting'
  ).split(' '),
);

/** The last word of a name: what the value is. These are no credentials whatever stands before them. */
const NOT_A_CREDENTIAL: ReadonlySet<string> = new Set(
  (
    'id ids name names type types kind url urls uri uris href link endpoint path paths file files filename dir directory folder ' +
    'length len size count counter total max min limit index idx offset position field fields column columns label title ' +
    'description desc message msg text header headers format pattern regex regexp regexes selector expiry expires expiration expired ' +
    'ttl lifetime duration time timeout timestamp date at version hash hashes digest checksum sum fingerprint thumbprint algorithm ' +
    'algo alg method provider class policy ref refs reference arn prefix suffix source status state error errors code codes ' +
    'enabled disabled required optional valid validator validation validate check schema scope scopes map list array set store ' +
    'manager service handler factory builder generator parser encoder decoder reader writer loader util utils helper test tests ' +
    'spec mock config configuration settings options option params param parameter input output form page view component button ' +
    'icon image style placeholder hint help tip info question answer reset change changed update updated rotation strength ' +
    'entropy usage used uses cost price role group groups user users username email mail domain host hostname port region zone ' +
    'namespace package module import export event events action actions listener callback hook hooks function fn func bytes bits ' +
    'chain iterator literal literals stream kinds mode level mask space separator delimiter char chars charset alphabet words ' +
    'word bag tree node nodes pos end start begin value0 table queue cache pool env var vars variable variables template ' +
    'issuer audience subject owner creator author backend frontend plugin middleware flow grant server client attribute ' +
    'accessor identifier pair pairs ring card vault wrapper wrap slot item items entry entries alias aliases store'
  ).split(' '),
);

/** Words that may follow what the value is without changing it. */
const TRAILING: ReadonlySet<string> = new Set(
  'value val string str data raw plain plaintext clear text base64 b64 hex encoded prod production staging live dev test sandbox default global current new old primary secondary main'.split(
    ' ',
  ),
);

/** Anywhere in a name, these say that its value gives nobody access. */
const HARMLESS =
  /csrf|xsrf|(?:^|[^a-z])(?:public|pub|antiforgery|forgery|authenticity|cancellation|cancel|nonce|idempotency|pagination|page|continuation|next|design|syntax|lexer|lex|parser|primary|foreign|partition|sort|cache|cached|i18n|translation|locale|css|theme|color|keyboard|keypress|keydown|keyup|hot|non|not|no|invalid|wrong|fake|dummy|mock|mocked|stub|example|sample|placeholder|expired|bad|bogus|unknown|missing|malformed|test|fixture|hashed|encrypted|sealed|redacted|masked|reset|forgot|author|authors|coauthor)(?:$|[^a-z])/;

const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g;
const MAX_NAME = 100;

/** `AWS_SECRET_ACCESS_KEY`, `clientSecret`, `db-password`; null for `publicKey`, `tokenType`, `keyboard`. */
export function nameKind(name: string): NameKind | null {
  if (name.length > MAX_NAME) return null;
  const words = (name.match(WORD) ?? []).map((word) => word.toLowerCase()).filter((word) => !/^[0-9]+$/.test(word));
  while (words.length > 1 && TRAILING.has(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1);
  if (last === undefined || HARMLESS.test(words.join(' '))) return null;
  if (isPasswordWord(last)) return 'password';
  if (isCredentialWord(last)) return 'credential';
  if (last === 'key' && words.length > 1) return keyKind(words.at(-2) ?? '');
  if (/^keys?$/.test(last)) return null;
  // A name written without its seams: `apikey2`, `sonartoken`, `ldapbindpassword`.
  const seamless = /(token|secret|apikey|accesskey|secretkey|authkey)$/.test(last);
  if (seamless) return 'credential';
  if (NOT_A_CREDENTIAL.has(last)) return null;
  return words.some((word) => isCredentialWord(word) || isPasswordWord(word)) ? 'credential' : null;
}

function keyKind(before: string): NameKind | null {
  if (KEY_OF.has(before)) return 'credential';
  return KEY_IN.has(before) ? null : 'key';
}

function isPasswordWord(word: string): boolean {
  return PASSWORD.has(word) || /pass(?:word|wd|phrase)$/.test(word);
}

function isCredentialWord(word: string): boolean {
  return CREDENTIAL.has(word);
}
