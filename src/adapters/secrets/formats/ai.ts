/** Models and what is built around them: formats of their keys. */
import type { Provider } from './token-format.ts';

export const AI: readonly Provider[] = [
  {
    name: 'OpenAI',
    source: 'https://platform.openai.com/docs/api-reference/authentication',
    tokens: [
      {
        what: 'API key',
        pattern: 'sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,80}T3BlbkFJ[A-Za-z0-9_-]{20,80}',
        words: ['sk-'],
      },
    ],
  },
  {
    name: 'Anthropic',
    source: 'https://docs.anthropic.com/en/api/admin-api/apikeys/get-api-key',
    tokens: [
      { what: 'API key', pattern: 'sk-ant-api03-[A-Za-z0-9_-]{93}AA' },
      { what: 'admin API key', pattern: 'sk-ant-admin01-[A-Za-z0-9_-]{93}AA' },
      {
        what: 'OAuth token',
        pattern: 'sk-ant-o[ar]t01-[A-Za-z0-9_-]{80,120}',
        words: ['sk-ant-oat01-', 'sk-ant-ort01-'],
      },
    ],
  },
  {
    name: 'Groq',
    source: 'https://console.groq.com/docs/quickstart',
    tokens: [{ what: 'API key', pattern: 'gsk_[A-Za-z0-9]{52}' }],
  },
  {
    name: 'Hugging Face',
    source: 'https://huggingface.co/docs/hub/security-tokens',
    tokens: [
      { what: 'access token', pattern: 'hf_[A-Za-z]{34}' },
      { what: 'organization token', pattern: 'api_org_[A-Za-z]{34}' },
    ],
  },
  {
    name: 'Replicate',
    source: 'https://replicate.com/docs/topics/security/api-tokens',
    tokens: [{ what: 'API token', pattern: 'r8_[A-Za-z0-9]{37}' }],
  },
  {
    name: 'Perplexity',
    source: 'https://docs.perplexity.ai/getting-started/quickstart',
    tokens: [{ what: 'API key', pattern: 'pplx-[A-Za-z0-9]{48}' }],
  },
  {
    name: 'xAI',
    source: 'https://docs.x.ai/docs/overview',
    tokens: [{ what: 'API key', pattern: 'xai-[A-Za-z0-9_]{80}' }],
  },
  {
    name: 'OpenRouter',
    source: 'https://openrouter.ai/docs/api-reference/authentication',
    tokens: [{ what: 'API key', pattern: 'sk-or-v1-[0-9a-f]{64}' }],
  },
  {
    name: 'Together AI',
    source: 'https://docs.together.ai/docs/api-keys-authentication',
    tokens: [{ what: 'API key', pattern: 'tgp_v1_[A-Za-z0-9_-]{43}' }],
  },
  {
    name: 'Fireworks AI',
    source: 'https://docs.fireworks.ai/tools-sdks/firectl/commands/authentication',
    tokens: [{ what: 'API key', pattern: 'fw_[A-Za-z0-9]{22,24}' }],
  },
  {
    name: 'ElevenLabs',
    source: 'https://elevenlabs.io/docs/api-reference/authentication',
    tokens: [{ what: 'API key', pattern: 'sk_[0-9a-f]{48}' }],
  },
  {
    name: 'NVIDIA',
    source: 'https://docs.nvidia.com/nim/large-language-models/latest/getting-started.html',
    tokens: [{ what: 'API key', pattern: 'nvapi-[A-Za-z0-9_-]{64}' }],
  },
  {
    name: 'Cerebras',
    source: 'https://inference-docs.cerebras.ai/quickstart',
    tokens: [{ what: 'API key', pattern: 'csk-[a-z0-9]{48}' }],
  },
  {
    name: 'Tavily',
    source: 'https://docs.tavily.com/documentation/quickstart',
    tokens: [{ what: 'API key', pattern: 'tvly-(?:dev-|prod-)?[A-Za-z0-9]{32}' }],
  },
  {
    name: 'Firecrawl',
    source: 'https://docs.firecrawl.dev/introduction',
    tokens: [{ what: 'API key', pattern: 'fc-[0-9a-f]{32}' }],
  },
  {
    name: 'Jina',
    source: 'https://jina.ai/embeddings/',
    tokens: [{ what: 'API key', pattern: 'jina_[A-Za-z0-9_-]{60}' }],
  },
  {
    name: 'Voyage AI',
    source: 'https://docs.voyageai.com/docs/api-key-and-installation',
    tokens: [{ what: 'API key', pattern: 'pa-[A-Za-z0-9_-]{43}' }],
  },
  {
    name: 'Pinecone',
    source: 'https://docs.pinecone.io/guides/projects/manage-api-keys',
    tokens: [{ what: 'API key', pattern: 'pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}' }],
  },
  {
    name: 'LlamaCloud',
    source: 'https://docs.cloud.llamaindex.ai/api_key',
    tokens: [{ what: 'API key', pattern: 'llx-[A-Za-z0-9]{48}' }],
  },
  {
    name: 'LangSmith',
    source:
      'https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key',
    tokens: [{ what: 'API key', pattern: 'lsv2_[ps][tk]_[0-9a-f]{32}_[0-9a-f]{10}', words: ['lsv2_pt_', 'lsv2_sk_'] }],
  },
  {
    name: 'Langfuse',
    source: 'https://langfuse.com/faq/all/where-are-langfuse-api-keys',
    tokens: [{ what: 'secret key', pattern: 'sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}' }],
  },
  {
    name: 'Helicone',
    source: 'https://docs.helicone.ai/helicone-headers/helicone-auth',
    tokens: [{ what: 'API key', pattern: 'sk-helicone-[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}' }],
  },
  {
    name: 'RunPod',
    source: 'https://docs.runpod.io/get-started/api-keys',
    tokens: [{ what: 'API key', pattern: 'rpa_[A-Z0-9]{40}[a-z0-9]{6}' }],
  },
  {
    name: 'Modal',
    source: 'https://modal.com/docs/reference/modal.config',
    tokens: [{ what: 'token', pattern: 'a[ks]-[A-Za-z0-9]{22}', words: ['ak-', 'as-'] }],
  },
  {
    name: 'Apify',
    source: 'https://docs.apify.com/platform/integrations/api',
    tokens: [{ what: 'API token', pattern: 'apify_api_[A-Za-z0-9]{36}' }],
  },
  {
    name: 'Browserbase',
    source: 'https://docs.browserbase.com/introduction/getting-started',
    tokens: [{ what: 'API key', pattern: 'bb_(?:live|test)_[A-Za-z0-9_-]{20,40}', words: ['bb_live_', 'bb_test_'] }],
  },
  {
    name: 'E2B',
    source: 'https://e2b.dev/docs/api-key',
    tokens: [{ what: 'API key', pattern: 'e2b_[0-9a-f]{40}' }],
  },
  {
    name: 'Dify',
    source:
      'https://docs.dify.ai/en/guides/knowledge-base/knowledge-and-documents-maintenance/maintain-dataset-via-api',
    tokens: [{ what: 'API key', pattern: '(?:app|dataset)-[A-Za-z0-9]{24}', words: ['app-', 'dataset-'] }],
  },
  {
    name: 'Cursor',
    source: 'https://docs.cursor.com/en/account/teams/admin-api',
    tokens: [{ what: 'API key', pattern: 'key_[0-9a-f]{64}' }],
  },
  {
    name: 'Brave Search',
    source: 'https://api-dashboard.search.brave.com/app/documentation/web-search/get-started',
    tokens: [{ what: 'API key', pattern: 'BSA[A-Za-z0-9_-]{28}' }],
  },
  {
    name: 'DeepSeek',
    source: 'https://api-docs.deepseek.com/',
    tokens: [{ what: 'API key', pattern: 'sk-[0-9a-f]{32}' }],
  },
  {
    name: 'Stability AI',
    source: 'https://platform.stability.ai/docs/getting-started/authentication',
    tokens: [{ what: 'API key', pattern: 'sk-[A-Za-z0-9]{48}' }],
  },
];
