/** Watching what runs: formats of the tokens of monitoring and logging. */
import type { Provider } from './token-format.ts';

export const WATCH: readonly Provider[] = [
  {
    name: 'Grafana',
    source: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
    tokens: [
      { what: 'service account token', pattern: 'glsa_[A-Za-z0-9]{32}_[0-9A-Fa-f]{8}' },
      { what: 'Cloud API token', pattern: 'glc_[A-Za-z0-9+/]{32,400}={0,3}' },
      { what: 'API key', pattern: 'eyJrIjoi[A-Za-z0-9]{70,400}={0,3}' },
    ],
  },
  {
    name: 'Sentry',
    source: 'https://docs.sentry.io/account/auth-tokens/',
    tokens: [
      { what: 'organization token', pattern: 'sntrys_eyJ[A-Za-z0-9+/=_-]{80,500}' },
      { what: 'user token', pattern: 'sntryu_[0-9a-f]{64}' },
      { what: 'integration token', pattern: 'sntrya_[0-9a-f]{64}' },
      {
        what: 'DSN with a secret',
        pattern: 'https://[0-9a-f]{32}:[0-9a-f]{32}@[a-z0-9.-]{4,80}/[0-9]{1,20}',
        words: ['https://'],
      },
    ],
  },
  {
    name: 'New Relic',
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
    tokens: [
      { what: 'user key', pattern: 'NRAK-[A-Z0-9a-z]{27}' },
      { what: 'insert key', pattern: 'NRI[IQ]-[A-Za-z0-9_-]{32}', words: ['nrii-', 'nriq-'] },
      { what: 'browser key', pattern: 'NRJS-[0-9a-f]{19}' },
      { what: 'REST API key', pattern: 'NRRA-[0-9a-f]{42}' },
      { what: 'licence key', pattern: '[0-9a-f]{36}NRAL', words: ['nral'], lead: [36] },
    ],
  },
  {
    name: 'Dynatrace',
    source:
      'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
    tokens: [
      {
        what: 'token',
        pattern: 'dt0[cse][0-9]{2}\\.[A-Za-z0-9]{24}\\.[A-Za-z0-9]{64}',
        words: ['dt0c', 'dt0s', 'dt0e'],
      },
    ],
  },
  {
    name: 'Honeycomb',
    source: 'https://docs.honeycomb.io/get-started/configure/environments/manage-api-keys/',
    tokens: [
      {
        what: 'ingest key',
        pattern: 'hc[abx](?:ik|lk|mk)_[a-z0-9]{58}',
        words: ['hcaik_', 'hcbik_', 'hcblk_', 'hcbmk_', 'hcxik_', 'hcalk_', 'hcxlk_', 'hcamk_', 'hcxmk_'],
      },
    ],
  },
  {
    name: 'Axiom',
    source: 'https://axiom.co/docs/reference/tokens',
    tokens: [
      {
        what: 'token',
        pattern: 'xa[ap]t-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
        words: ['xaat-', 'xapt-'],
      },
    ],
  },
  {
    name: 'Logfire',
    source: 'https://logfire.pydantic.dev/docs/how-to-guides/create-write-tokens/',
    tokens: [{ what: 'token', pattern: 'pylf_v[0-9]_[a-z]{2}_[A-Za-z0-9]{40,60}', words: ['pylf_v'] }],
  },
  {
    name: 'PagerDuty',
    source: 'https://support.pagerduty.com/main/docs/api-access-keys',
    tokens: [{ what: 'API key', pattern: 'u\\+[A-Za-z0-9_+-]{18}', words: ['u+'] }],
  },
];
