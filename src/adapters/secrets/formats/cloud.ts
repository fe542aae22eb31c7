/** Clouds and where software runs: formats of their tokens. */
import type { Provider } from './token-format.ts';

export const CLOUD: readonly Provider[] = [
  {
    name: 'AWS',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
    tokens: [
      {
        what: 'access key id',
        pattern: '(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z2-7]{16}',
        words: ['akia', 'asia', 'abia', 'acca', 'a3t'],
      },
      {
        what: 'session token',
        pattern: '(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)[A-Za-z0-9+/=]{100,2000}',
        words: ['iqojb3jpz2lu', 'fwogzxivyxdz'],
      },
    ],
  },
  {
    name: 'Amazon Bedrock',
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
    tokens: [
      { what: 'long-term API key', pattern: 'ABSK[A-Za-z0-9+/]{109,269}={0,2}' },
      { what: 'short-term API key', pattern: 'bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=]{0,2000}' },
    ],
  },
  {
    name: 'Amazon MWS',
    source: 'https://docs.aws.amazon.com/codeguru/latest/reviewer-ug/how-codeguru-reviewer-works.html',
    tokens: [
      { what: 'auth token', pattern: 'amzn\\.mws\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}' },
    ],
  },
  {
    name: 'Google',
    source: 'https://cloud.google.com/docs/authentication/api-keys',
    tokens: [{ what: 'API key', pattern: 'AIza[A-Za-z0-9_-]{35}' }],
  },
  {
    name: 'Google OAuth',
    source: 'https://developers.google.com/identity/protocols/oauth2',
    tokens: [
      { what: 'client secret', pattern: 'GOCSPX-[A-Za-z0-9_-]{28}' },
      { what: 'access token', pattern: 'ya29\\.[A-Za-z0-9_-]{30,1000}' },
      { what: 'refresh token', pattern: '1//0[A-Za-z0-9_-]{40,200}' },
    ],
  },
  {
    name: 'Firebase Cloud Messaging',
    source: 'https://firebase.google.com/docs/cloud-messaging/auth-server',
    tokens: [
      { what: 'server key', pattern: 'AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{134}', words: [':apa91b'], lead: [11] },
    ],
  },
  {
    name: 'Microsoft Entra',
    source: 'https://learn.microsoft.com/en-us/purview/sit-defn-azure-ad-client-secret',
    tokens: [
      { what: 'client secret', pattern: '[A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}', words: ['q~'], lead: [4] },
    ],
  },
  {
    name: 'Azure DevOps',
    source: 'https://learn.microsoft.com/en-us/azure/devops/release-notes/2024/general/sprint-241-update',
    tokens: [
      { what: 'personal access token', pattern: '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}', words: ['azdo'], lead: [76] },
    ],
  },
  {
    name: 'Azure',
    source: 'https://learn.microsoft.com/en-us/purview/sit-defn-azure-storage-account-key',
    tokens: [
      {
        what: 'storage account key',
        pattern: '[A-Za-z0-9+/]{76}\\+ASt[A-Za-z0-9+/]{6}==',
        words: ['+ast'],
        lead: [76],
      },
      { what: 'Cosmos DB key', pattern: '[A-Za-z0-9+/]{76}ACDb[A-Za-z0-9+/]{6}==', words: ['acdb'], lead: [76] },
      { what: 'Batch account key', pattern: '[A-Za-z0-9+/]{76}\\+ABa[A-Za-z0-9+/]{6}==', words: ['+aba'], lead: [76] },
      { what: 'Service Bus key', pattern: '[A-Za-z0-9+/]{33}\\+ASb[A-Za-z0-9+/]{6}=', words: ['+asb'], lead: [33] },
      { what: 'Event Hubs key', pattern: '[A-Za-z0-9+/]{33}\\+AEh[A-Za-z0-9+/]{6}=', words: ['+aeh'], lead: [33] },
      { what: 'IoT Hub key', pattern: '[A-Za-z0-9+/]{33}AIoT[A-Za-z0-9+/]{6}=', words: ['aiot'], lead: [33] },
      { what: 'Redis key', pattern: '[A-Za-z0-9]{33}AzCa[A-Za-z0-9]{5}[AQgw]=', words: ['azca'], lead: [33] },
      { what: 'search key', pattern: '[A-Za-z0-9]{42}AzSe[A-D][A-Za-z0-9]{5}', words: ['azse'], lead: [42] },
      { what: 'Functions key', pattern: '[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}[AQgw]==', words: ['azfu'], lead: [44] },
      {
        what: 'container registry key',
        pattern: '[A-Za-z0-9+/]{42}\\+ACR[A-D][A-Za-z0-9+/]{5}',
        words: ['+acr'],
        lead: [42],
      },
      { what: 'shared access signature', pattern: 'sig=[A-Za-z0-9%]{43,63}%3[dD]' },
    ],
  },
  {
    name: 'Alibaba Cloud',
    source: 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair',
    tokens: [{ what: 'access key id', pattern: 'LTAI[A-Za-z0-9]{12,26}' }],
  },
  {
    name: 'Tencent Cloud',
    source: 'https://www.tencentcloud.com/document/product/598/34228',
    tokens: [{ what: 'secret id', pattern: '(?:AKID|IKID)[A-Za-z0-9]{32}', words: ['akid', 'ikid'] }],
  },
  {
    name: 'Yandex Cloud',
    source: 'https://yandex.cloud/en/docs/iam/concepts/authorization/',
    tokens: [
      { what: 'IAM token', pattern: 't1\\.[A-Z0-9a-z_-]{1,80}[=]{0,2}\\.[A-Z0-9a-z_-]{86}[=]{0,2}' },
      { what: 'API key', pattern: 'AQVN[A-Za-z0-9_-]{35,38}' },
      { what: 'secret of a static key', pattern: 'YC[A-Za-z0-9_-]{38}' },
    ],
  },
  {
    name: 'DigitalOcean',
    source: 'https://www.digitalocean.com/blog/introducing-digitalocean-token-formats',
    tokens: [{ what: 'token', pattern: 'do[opr]_v1_[0-9a-f]{64}', words: ['doo_v1_', 'dop_v1_', 'dor_v1_'] }],
  },
  {
    name: 'Scaleway',
    source: 'https://www.scaleway.com/en/docs/iam/concepts/',
    tokens: [{ what: 'access key', pattern: 'SCW[A-Z0-9]{17}' }],
  },
  {
    name: 'Exoscale',
    source: 'https://community.exoscale.com/product/iam/',
    tokens: [{ what: 'API key', pattern: 'EXO[0-9a-f]{24}' }],
  },
  {
    name: 'Heroku',
    source: 'https://devcenter.heroku.com/changelog-items/2842',
    tokens: [{ what: 'API key', pattern: 'HRKU-[A-Za-z0-9_-]{60}' }],
  },
  {
    name: 'Fly.io',
    source: 'https://fly.io/docs/security/tokens/',
    tokens: [
      { what: 'access token', pattern: 'fo1_[A-Za-z0-9_-]{43}' },
      { what: 'macaroon', pattern: 'fm(?:1a|1r|2)_[A-Za-z0-9+/]{100,2000}={0,3}', words: ['fm1a_', 'fm1r_', 'fm2_'] },
    ],
  },
  {
    name: 'Render',
    source: 'https://render.com/docs/api',
    tokens: [{ what: 'API key', pattern: 'rnd_[A-Za-z0-9]{28,40}' }],
  },
  {
    name: 'Netlify',
    source: 'https://docs.netlify.com/api/get-started/',
    tokens: [{ what: 'access token', pattern: 'nf[pouc]_[A-Za-z0-9]{36}', words: ['nfp_', 'nfo_', 'nfu_', 'nfc_'] }],
  },
  {
    name: 'Vercel',
    source: 'https://vercel.com/changelog/new-token-formats-and-secret-scanning',
    tokens: [
      { what: 'token', pattern: 'vc[piark]_[A-Za-z0-9]{24,60}', words: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'] },
    ],
  },
  {
    name: 'Cloudflare',
    source: 'https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/',
    tokens: [{ what: 'Origin CA key', pattern: 'v1\\.0-[0-9a-f]{24}-[0-9a-f]{146}' }],
  },
  {
    name: 'Scalingo',
    source: 'https://developers.scalingo.com/',
    tokens: [{ what: 'API token', pattern: 'tk-us-[A-Za-z0-9_-]{48}' }],
  },
  {
    name: 'Tailscale',
    source: 'https://tailscale.com/kb/1277/key-prefixes',
    tokens: [{ what: 'key', pattern: 'tskey-[a-z]{3,10}-[A-Za-z0-9]{8,24}(?:CNTRL|KEY)?-[A-Za-z0-9]{20,40}' }],
  },
  {
    name: 'Defined Networking',
    source: 'https://docs.defined.net/guides/automating-host-creation/',
    tokens: [{ what: 'API token', pattern: 'dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}' }],
  },
  {
    name: 'Pulumi',
    source: 'https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/',
    tokens: [{ what: 'access token', pattern: 'pul-[0-9a-f]{40}' }],
  },
  {
    name: 'HCP Terraform',
    source: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
    tokens: [
      {
        what: 'API token',
        pattern: '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}',
        words: ['.atlasv1.'],
        lead: [14],
      },
    ],
  },
  {
    name: 'HashiCorp Vault',
    source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
    tokens: [
      { what: 'service token', pattern: 'hvs\\.[A-Za-z0-9_-]{24,300}' },
      { what: 'batch token', pattern: 'hvb\\.[A-Za-z0-9_-]{100,400}' },
      { what: 'recovery token', pattern: 'hvr\\.[A-Za-z0-9_-]{24,300}' },
      { what: 'service token', pattern: 's\\.[A-Za-z0-9]{24}', words: ['s.'] },
    ],
  },
  {
    name: 'Infracost',
    source: 'https://www.infracost.io/docs/infracost_cloud/key_concepts/',
    tokens: [{ what: 'API key', pattern: 'ico-[A-Za-z0-9]{32}' }],
  },
  {
    name: 'OpenShift',
    source: 'https://docs.openshift.com/container-platform/latest/authentication/configuring-internal-oauth.html',
    tokens: [{ what: 'user token', pattern: 'sha256~[A-Za-z0-9_-]{43}' }],
  },
  {
    name: 'Rancher',
    source: 'https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys',
    tokens: [{ what: 'API token', pattern: 'token-[a-z0-9]{5}:[a-z0-9]{54}' }],
  },
  {
    name: 'Portainer',
    source: 'https://docs.portainer.io/api/access',
    tokens: [{ what: 'access token', pattern: 'ptr_[A-Za-z0-9+/]{43}=' }],
  },
  {
    name: 'Cloudinary',
    source: 'https://cloudinary.com/documentation/how_to_integrate_cloudinary',
    tokens: [
      { what: 'environment URL', pattern: 'cloudinary://[0-9]{10,20}:[A-Za-z0-9_-]{20,40}@[A-Za-z0-9_-]{1,60}' },
    ],
  },
  {
    name: 'UpCloud',
    source: 'https://developers.upcloud.com/1.3/3-authentication/',
    tokens: [{ what: 'API token', pattern: 'ucat_[A-Za-z0-9]{20,60}' }],
  },
  {
    name: 'ngrok',
    source: 'https://ngrok.com/docs/agent/cli-api/',
    tokens: [{ what: 'API key', pattern: 'ak_[A-Za-z0-9]{27}' }],
  },
];
