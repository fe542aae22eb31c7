/** secretlint's recommended rules, each run only on texts that hold a word without which it finds nothing. */
import type { SecretLintCoreConfig, SecretLintCoreResultMessage } from '@secretlint/types';

export interface SecretlintRules {
  /** Words to look for in a text, in lower case. */
  readonly words: readonly string[];
  /** Runs the rules that the words found call for. */
  lint(text: string, path: string, wordsFound: ReadonlySet<string>): Promise<readonly SecretLintCoreResultMessage[]>;
}

const SECRET_ACCESS_KEY = ['secretaccesskey', 'secret_accesskey', 'secretaccess_key', 'secret_access_key'];

/** By the end of a rule's id. A rule that is not listed, such as one of a newer secretlint, is run on every text. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  aws: ['akia', 'asia', 'agpa', 'aida', 'aroa', 'aipa', 'anpa', 'anva', 'a3t', ...SECRET_ACCESS_KEY],
  gcp: ['private_key'],
  privatekey: ['private key'],
  npm: ['_authtoken', 'npm_', 'x-oauth-basic'],
  basicauth: ['://'],
  slack: ['xox', 'xapp', 'hooks.slack.com'],
  openai: ['t3blbkfj'],
  anthropic: ['sk-ant-'],
  groq: ['gsk_'],
  huggingface: ['hf_'],
  linear: ['lin_api_'],
  notion: ['ntn_'],
  sendgrid: ['sg.'],
  shopify: ['shp'],
  github: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
  gitlab: ['glpat-'],
  grafana: ['glsa_', 'glc_'],
  '1password': ['ops_'],
  'database-connection-string': ['://'],
  'hashicorp-vault': ['hvs.', 'hvb.', 'hvr.'],
  vercel: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
  databricks: ['dapi'],
  docker: ['dckr_'],
  figma: ['figd_'],
};

export async function loadSecretlintRules(): Promise<SecretlintRules> {
  const [{ lintSource }, preset] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  // Comments that switch secretlint off are written by whom it checks.
  const rules = preset.rules.filter((rule) => !rule.meta.id.endsWith('-filter-comments'));
  const wordsOf = (id: string): readonly string[] | undefined => WORDS[id.replace(/^.*secretlint-rule-/, '')];
  return {
    words: [...new Set(Object.values(WORDS).flat())],
    async lint(content, path, wordsFound) {
      const called: SecretLintCoreConfig['rules'] = rules
        .filter(({ meta }) => wordsOf(meta.id)?.some((word) => wordsFound.has(word)) ?? true)
        .map((rule) => ({ id: rule.meta.id, rule }));
      if (called.length === 0) return [];
      const source = { content, contentType: 'text' as const, ...standInName(path) };
      const result = await lintSource({ source, options: { noPhysicFilePath: true, config: { rules: called } } });
      return result.messages;
    },
  };
}

/** The part of a name that secretlint's rules look at, and nothing that could be a file on this machine's disk. */
function standInName(path: string): { filePath: string; ext: string } {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.endsWith('.npmrc')) return { filePath: '?/.npmrc', ext: '.npmrc' };
  if (name === 'package.json' || name === 'package-lock.json') return { filePath: `?/${name}`, ext: '.json' };
  return name.endsWith('.json') ? { filePath: '?/text.json', ext: '.json' } : { filePath: '?/text.txt', ext: '.txt' };
}
