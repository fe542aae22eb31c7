/** Where code is kept, built, tested and published: formats of their tokens. */
import type { Provider } from './token-format.ts';

export const CODE: readonly Provider[] = [
  {
    name: 'GitHub',
    source: 'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/',
    tokens: [
      { what: 'token', pattern: 'gh[pousr]_[A-Za-z0-9]{36,255}', words: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'] },
      { what: 'fine-grained token', pattern: 'github_pat_[A-Za-z0-9_]{82}' },
    ],
  },
  {
    name: 'GitLab',
    source: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
    tokens: [
      { what: 'personal access token', pattern: 'glpat-[A-Za-z0-9_.-]{20,300}' },
      { what: 'OAuth application secret', pattern: 'gloas-[A-Za-z0-9_-]{64}' },
      { what: 'deploy token', pattern: 'gldt-[A-Za-z0-9_-]{20,64}' },
      { what: 'runner token', pattern: 'glrtr?-[A-Za-z0-9_.-]{20,300}', words: ['glrt-', 'glrtr-'] },
      { what: 'job token', pattern: 'glcbt-[A-Za-z0-9]{1,5}_[A-Za-z0-9_-]{20,64}' },
      { what: 'trigger token', pattern: 'glptt-[A-Za-z0-9_-]{40}' },
      { what: 'feed token', pattern: 'glft-[A-Za-z0-9_-]{20,64}' },
      { what: 'incoming mail token', pattern: 'glimt-[A-Za-z0-9_-]{25,64}' },
      { what: 'agent token', pattern: 'glagent-[A-Za-z0-9_-]{50,64}' },
      { what: 'SCIM token', pattern: 'glsoat-[A-Za-z0-9_-]{20,64}' },
      { what: 'feature flag token', pattern: 'glffct-[A-Za-z0-9_-]{20,64}' },
      { what: 'session cookie', pattern: '_gitlab_session=[0-9a-z]{32}' },
      { what: 'runner registration token', pattern: 'GR1348941[A-Za-z0-9_-]{20}' },
    ],
  },
  {
    name: 'Atlassian',
    source: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
    tokens: [{ what: 'API token', pattern: 'ATATT3xFfGF0[A-Za-z0-9_=-]{100,260}' }],
  },
  {
    name: 'Bitbucket',
    source: 'https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/',
    tokens: [
      { what: 'access token', pattern: 'ATCTT3xFfGN0[A-Za-z0-9_=-]{100,260}' },
      { what: 'app password', pattern: 'ATBB[A-Za-z0-9_=.-]{32}' },
    ],
  },
  {
    name: 'Trello',
    source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
    tokens: [{ what: 'API token', pattern: 'ATTA[0-9a-f]{64}[0-9A-F]{8}' }],
  },
  {
    name: 'npm',
    source: 'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/',
    tokens: [{ what: 'access token', pattern: 'npm_[A-Za-z0-9]{36}' }],
  },
  {
    name: 'PyPI',
    source: 'https://packaging.python.org/en/latest/specifications/pypirc/#using-a-pypi-token',
    tokens: [{ what: 'upload token', pattern: 'pypi-AgE[A-Za-z0-9_-]{50,1000}' }],
  },
  {
    name: 'RubyGems',
    source: 'https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns',
    tokens: [{ what: 'API key', pattern: 'rubygems_[0-9a-f]{48}' }],
  },
  {
    name: 'NuGet',
    source: 'https://learn.microsoft.com/en-us/nuget/nuget-org/scoped-api-keys',
    tokens: [{ what: 'API key', pattern: 'oy2[a-z0-9]{43}' }],
  },
  {
    name: 'Cargo',
    source: 'https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns',
    tokens: [{ what: 'registry token', pattern: 'cio[A-Za-z0-9]{32}' }],
  },
  {
    name: 'Clojars',
    source: 'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens',
    tokens: [{ what: 'deploy token', pattern: 'CLOJARS_[A-Za-z0-9]{60}' }],
  },
  {
    name: 'Packagist',
    source: 'https://packagist.com/docs/composer-authentication',
    tokens: [{ what: 'token', pattern: 'packagist_[a-z]{3}_[0-9a-f]{60,80}' }],
  },
  {
    name: 'Docker',
    source: 'https://docs.docker.com/security/access-tokens/',
    tokens: [{ what: 'access token', pattern: 'dckr_[po]at_[A-Za-z0-9_-]{27,32}', words: ['dckr_pat_', 'dckr_oat_'] }],
  },
  {
    name: 'JFrog',
    source: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
    tokens: [
      { what: 'API key', pattern: 'AKCp[A-Za-z0-9]{69}' },
      { what: 'reference token', pattern: 'cmVmd[A-Za-z0-9]{59}' },
    ],
  },
  {
    name: 'CircleCI',
    source: 'https://circleci.com/docs/managing-api-tokens/',
    tokens: [
      { what: 'API token', pattern: 'CCIP(?:AT|RJ)_[A-Za-z0-9]{22}_[0-9a-f]{40}', words: ['ccipat_', 'cciprj_'] },
    ],
  },
  {
    name: 'Buildkite',
    source: 'https://buildkite.com/docs/platform/security/tokens',
    tokens: [
      {
        what: 'token',
        pattern: 'bk(?:ua|ct|pt|aj|at)_[A-Za-z0-9]{32,64}',
        words: ['bkua_', 'bkct_', 'bkpt_', 'bkaj_', 'bkat_'],
      },
    ],
  },
  {
    name: 'Harness',
    source: 'https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/',
    tokens: [
      {
        what: 'token',
        pattern: '[ps]at\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9]{24}\\.[A-Za-z0-9]{20}',
        words: ['pat.', 'sat.'],
      },
    ],
  },
  {
    name: 'Octopus Deploy',
    source: 'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
    tokens: [{ what: 'API key', pattern: 'API-[A-Z0-9]{25,33}' }],
  },
  {
    name: 'TeamCity',
    source: 'https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html',
    tokens: [{ what: 'access token', pattern: 'eyJ0eXAiOiAiVENWMiJ9\\.[A-Za-z0-9_-]{36}\\.[A-Za-z0-9_-]{48}' }],
  },
  {
    name: 'JetBrains Hub',
    source: 'https://www.jetbrains.com/help/youtrack/devportal/Manage-Permanent-Token.html',
    tokens: [
      {
        what: 'permanent token',
        pattern: 'perm[:-][A-Za-z0-9=]{1,64}\\.[A-Za-z0-9=-]{1,64}\\.[A-Za-z0-9]{30,42}',
        words: ['perm:', 'perm-'],
      },
    ],
  },
  {
    name: 'Sourcegraph',
    source: 'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token',
    tokens: [
      { what: 'access token', pattern: 'sgp_(?:[0-9a-fA-F]{16}|local)_[0-9a-fA-F]{40}' },
      { what: 'access token', pattern: 'sgp_[0-9a-fA-F]{40}' },
      { what: 'licence key', pattern: 'slk_[0-9a-f]{64}' },
    ],
  },
  {
    name: 'SonarQube',
    source: 'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
    tokens: [{ what: 'token', pattern: 'sq[upa]_[0-9a-f]{40}', words: ['squ_', 'sqp_', 'sqa_'] }],
  },
  {
    name: 'Snyk',
    source: 'https://docs.snyk.io/snyk-api/authentication-for-api',
    tokens: [
      {
        what: 'token',
        pattern: 'snyk_[us]at\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]{60,120}\\.[A-Za-z0-9_-]{1,60}',
        words: ['snyk_uat.', 'snyk_sat.'],
      },
    ],
  },
  {
    name: 'Postman',
    source: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
    tokens: [{ what: 'API key', pattern: 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}' }],
  },
  {
    name: 'StackHawk',
    source: 'https://docs.stackhawk.com/apidocs.html',
    tokens: [{ what: 'API key', pattern: 'hawk\\.[A-Za-z0-9_-]{20}\\.[A-Za-z0-9_-]{20}' }],
  },
  {
    name: 'Gitpod',
    source: 'https://www.gitpod.io/docs/classic/user/integrations/personal-access-token',
    tokens: [{ what: 'personal access token', pattern: 'gitpod_pat_[A-Za-z0-9_.-]{40,100}' }],
  },
  {
    name: 'Chromatic',
    source: 'https://www.chromatic.com/docs/setup/',
    tokens: [{ what: 'project token', pattern: 'chpt_[0-9a-f]{15,32}' }],
  },
  {
    name: 'Checkly',
    source: 'https://www.checklyhq.com/docs/cli/authentication/',
    tokens: [{ what: 'API key', pattern: 'cu_[0-9a-f]{32}' }],
  },
  {
    name: 'WakaTime',
    source: 'https://wakatime.com/developers',
    tokens: [
      {
        what: 'API key',
        pattern: 'waka_(?:tok_)?[A-Za-z0-9]{8}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-[A-Za-z0-9]{12}',
      },
    ],
  },
  {
    name: 'ReadMe',
    source: 'https://docs.readme.com/main/docs/api-keys',
    tokens: [{ what: 'API key', pattern: 'rdme_[a-z0-9]{70}' }],
  },
  {
    name: 'Doppler',
    source: 'https://docs.doppler.com/reference/auth-token-formats',
    tokens: [
      {
        what: 'token',
        pattern: 'dp\\.(?:ct|pt|st|sa|scim|audit|said)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}',
        words: ['dp.'],
      },
    ],
  },
  {
    name: '1Password',
    source: 'https://developer.1password.com/docs/service-accounts/security/',
    tokens: [
      { what: 'service account token', pattern: 'ops_eyJ[A-Za-z0-9+/_-]{200,2000}={0,3}' },
      { what: 'secret key', pattern: 'A3-[A-Z0-9]{6}-[A-Z0-9]{6}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}' },
      { what: 'secret key', pattern: 'A3-[A-Z0-9]{6}-[A-Z0-9]{11}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}' },
    ],
  },
  {
    name: 'Bitwarden',
    source: 'https://bitwarden.com/help/access-tokens/',
    tokens: [
      {
        what: 'access token',
        pattern:
          '0\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==',
        words: ['0.'],
      },
    ],
  },
  {
    name: 'Infisical',
    source: 'https://infisical.com/docs/documentation/platform/token',
    tokens: [{ what: 'service token', pattern: 'st\\.[0-9a-f]{24}\\.[0-9a-f]{32}\\.[0-9a-f]{32}', words: ['st.'] }],
  },
  {
    name: 'age',
    source: 'https://github.com/C2SP/C2SP/blob/main/age.md',
    tokens: [{ what: 'secret key', pattern: 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}' }],
  },
  {
    name: 'Prefect',
    source: 'https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys',
    tokens: [{ what: 'API key', pattern: 'pn[ub]_[A-Za-z0-9]{36}', words: ['pnu_', 'pnb_'] }],
  },
  {
    name: 'SettleMint',
    source:
      'https://console.settlemint.com/documentation/platform-components/security-and-authentication/application-access-tokens',
    tokens: [{ what: 'access token', pattern: 'sm_[aps]at_[A-Za-z0-9]{16}', words: ['sm_aat_', 'sm_pat_', 'sm_sat_'] }],
  },
  {
    name: 'LaunchDarkly',
    source: 'https://launchdarkly.com/docs/home/account/api',
    tokens: [
      {
        what: 'key',
        pattern: '(?:api|sdk)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
        words: ['api-', 'sdk-'],
      },
    ],
  },
  {
    name: 'Apollo',
    source: 'https://www.apollographql.com/docs/graphos/platform/access-management/api-keys',
    tokens: [
      {
        what: 'GraphOS API key',
        pattern: '(?:service|user):[A-Za-z0-9_.-]{2,64}:[A-Za-z0-9_-]{22}',
        words: ['service:', 'user:gh.'],
      },
    ],
  },
  {
    name: 'Kong',
    source: 'https://developer.konghq.com/konnect-api/',
    tokens: [{ what: 'Konnect token', pattern: '[ks]pat_[A-Za-z0-9]{49}', words: ['kpat_', 'spat_'] }],
  },
  {
    name: 'Retool',
    source: 'https://docs.retool.com/org-users/guides/retool-api/authentication',
    tokens: [{ what: 'API token', pattern: 'retool_[0-9a-z]{26}' }],
  },
  {
    name: 'Trigger.dev',
    source: 'https://trigger.dev/docs/apikeys',
    tokens: [
      {
        what: 'secret key',
        pattern: 'tr_(?:dev|prod|stg|preview|pat)_[A-Za-z0-9]{20,48}',
        words: ['tr_dev_', 'tr_prod_', 'tr_stg_', 'tr_preview_', 'tr_pat_'],
      },
    ],
  },
  {
    name: 'Inngest',
    source: 'https://www.inngest.com/docs/platform/signing-keys',
    tokens: [{ what: 'signing key', pattern: 'signkey-[a-z]{3,12}-[0-9a-f]{32,64}' }],
  },
  {
    name: 'Unkey',
    source: 'https://www.unkey.com/docs/security/root-keys',
    tokens: [{ what: 'root key', pattern: 'unkey_[A-Za-z0-9]{20,40}' }],
  },
  {
    name: 'Svix',
    source: 'https://docs.svix.com/receiving/verifying-payloads/how',
    tokens: [{ what: 'webhook secret', pattern: 'whsec_[A-Za-z0-9+/=]{24,60}' }],
  },
  {
    name: 'Ory',
    source: 'https://www.ory.sh/docs/guides/api-keys-personal-access-tokens',
    tokens: [
      {
        what: 'token',
        pattern: 'ory_(?:pat|at|rt|ac|apikey|st)_[A-Za-z0-9_.-]{32,120}',
        words: ['ory_pat_', 'ory_at_', 'ory_rt_', 'ory_ac_', 'ory_apikey_', 'ory_st_'],
      },
    ],
  },
  {
    name: 'Stytch',
    source: 'https://stytch.com/docs/api/authentication',
    tokens: [
      { what: 'secret', pattern: 'secret-(?:live|test)-[A-Za-z0-9_-]{36}=?', words: ['secret-live-', 'secret-test-'] },
    ],
  },
];
