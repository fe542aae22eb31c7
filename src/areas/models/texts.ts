/** Literal texts that say what the code around them is about: SQL, prompts, header names, names of the environment. */
import type { BuiltInArea } from '#domain/area.ts';

export interface TextModel {
  readonly area: BuiltInArea;
  readonly pattern: RegExp;
  /** Continues "a text that …". */
  readonly says: string;
}

/** Patterns are anchored or of fixed words, and see the first 2,000 characters: their time grows with the text alone. */
export const TEXTS: readonly TextModel[] = [
  {
    area: 'data',
    pattern:
      /^\s{0,50}(?:select\s[^;]{1,500}?\sfrom\s|insert\s+into\s|update\s+\S{1,100}\s+set\s|delete\s+from\s|(?:create|alter|drop)\s+(?:unique\s+)?(?:table|index|view|schema|database|type|function|trigger|sequence)\s|truncate\s+table|with\s+\S{1,100}\s+as\s{0,5}\()/i,
    says: 'is SQL',
  },
  {
    area: 'prompts',
    pattern: /^\s{0,50}(?:you are (?:a|an|the)\s|you're (?:a|an)\s|as an ai\s|your (?:task|job|role) is\s)/i,
    says: 'tells a language model what it is',
  },
  {
    area: 'prompts',
    pattern: /^(?:gpt-[0-9o]|claude-[0-9a-z]|gemini-[0-9]|o[134](?:-mini)?$)/,
    says: 'names a language model',
  },
  {
    area: 'auth',
    pattern: /^(?:authorization|proxy-authorization|www-authenticate|bearer|bearer\s|basic\s|x-csrf-token|x-api-key)/i,
    says: 'is a header or scheme of authentication',
  },
  {
    area: 'auth',
    pattern:
      /^(?:unauthorized|forbidden|access denied|not authorized|permission denied|invalid (?:credentials|password|token))\b/i,
    says: 'refuses a caller',
  },
  {
    area: 'crypto',
    pattern:
      /^(?:sha-?(?:1|256|384|512)|md5|aes-(?:128|192|256)-[a-z]{3}|rsa-[a-z]{1,10}|hs256|rs256|es256|ecdsa|ed25519)$/i,
    says: 'names an algorithm',
  },
];

/** Statuses with which callers are refused. */
export const REFUSING_STATUSES: ReadonlySet<number> = new Set([401, 403]);

/** Names of environment variables that hold what must not be known. */
export const SECRET_ENVIRONMENT =
  /(?:^|_)(?:SECRETS?|PASSWORD|PASSWD|PASSPHRASE|PWD|TOKEN|APIKEY|API_KEY|ACCESS_KEY|PRIVATE_KEY|SIGNING_KEY|ENCRYPTION_KEY|CREDENTIALS?|DSN|DATABASE_URL)(?:_|$)/;
