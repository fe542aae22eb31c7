/** Where the instructions of a language model are given. Data: a new library is a row. */

export interface PromptApi {
  readonly packages: readonly string[];
  /** Functions, methods and classes; whatever lies between them and the package. */
  readonly callees: readonly string[];
  /** Properties of an argument that hold instructions; `a.b` is the `b` in `a`. Empty: the argument itself. */
  readonly keys: readonly string[];
  /** Position of the argument; null for any. */
  readonly argument: number | null;
  readonly what: 'instructions' | 'tool';
  readonly source: string;
}

const OPENAI = ['openai', '@azure/openai', 'groq-sdk', 'together-ai', '@mistralai/mistralai', 'cohere-ai', 'ollama'];
const AGENTS = ['@openai/agents', '@openai/agents-core', '@mastra/core', '@google/adk'];
const GOOGLE = ['@google/genai', '@google/generative-ai', '@google-cloud/vertexai', 'firebase/ai', '@firebase/ai'];
const LANGCHAIN = ['@langchain/core', 'langchain', '@langchain/langgraph', '@langchain/openai', '@langchain/community'];

export const PROMPT_APIS: readonly PromptApi[] = [
  {
    packages: ['ai'],
    callees: [
      'generateText',
      'streamText',
      'generateObject',
      'streamObject',
      'ToolLoopAgent',
      'Agent',
      'Experimental_Agent',
    ],
    keys: ['system', 'instructions'],
    argument: 0,
    what: 'instructions',
    source: 'ai-sdk.dev/docs/reference/ai-sdk-core/generate-text',
  },
  {
    packages: ['ai'],
    callees: ['tool', 'dynamicTool'],
    keys: ['description'],
    argument: 0,
    what: 'tool',
    source: 'ai-sdk.dev/docs/reference/ai-sdk-core/tool',
  },
  {
    packages: ['@anthropic-ai/sdk', '@anthropic-ai/vertex-sdk', '@anthropic-ai/bedrock-sdk'],
    callees: ['create', 'stream', 'parse'],
    keys: ['system', 'tools.description'],
    argument: 0,
    what: 'instructions',
    source: 'docs.anthropic.com/en/api/messages',
  },
  {
    packages: ['@anthropic-ai/claude-agent-sdk', '@anthropic-ai/claude-code'],
    callees: ['query'],
    keys: ['options.systemPrompt', 'options.appendSystemPrompt'],
    argument: 0,
    what: 'instructions',
    source: 'docs.anthropic.com/en/docs/claude-code/sdk',
  },
  {
    packages: OPENAI,
    callees: ['create', 'stream', 'parse', 'createAndPoll', 'createAndRun', 'update', 'chat', 'generate'],
    keys: [
      'instructions',
      'additional_instructions',
      'system',
      'preamble',
      'tools.description',
      'tools.function.description',
    ],
    argument: null,
    what: 'instructions',
    source: 'platform.openai.com/docs/api-reference/responses/create',
  },
  {
    packages: AGENTS,
    callees: ['Agent', 'create', 'asTool', 'LlmAgent', 'RealtimeAgent'],
    keys: ['instructions', 'handoffDescription', 'instruction', 'globalInstruction', 'toolDescription', 'description'],
    argument: 0,
    what: 'instructions',
    source: 'openai.github.io/openai-agents-js/guides/agents',
  },
  {
    packages: AGENTS,
    callees: ['tool', 'createTool'],
    keys: ['description'],
    argument: 0,
    what: 'tool',
    source: 'openai.github.io/openai-agents-js/guides/tools',
  },
  {
    packages: GOOGLE,
    callees: [
      ...['generateContent', 'generateContentStream', 'getGenerativeModel', 'create', 'connect', 'sendMessage'],
      ...['sendMessageStream', 'startChat', 'preview'],
    ],
    keys: ['systemInstruction', 'config.systemInstruction'],
    argument: null,
    what: 'instructions',
    source: 'ai.google.dev/gemini-api/docs/text-generation#system-instructions',
  },
  {
    packages: LANGCHAIN,
    callees: ['SystemMessage', 'fromTemplate', 'SystemMessagePromptTemplate'],
    keys: [],
    argument: 0,
    what: 'instructions',
    source: 'docs.langchain.com/oss/javascript/langchain/messages#system-message',
  },
  {
    packages: LANGCHAIN,
    callees: ['createAgent', 'createReactAgent', 'SystemMessage'],
    keys: ['systemPrompt', 'prompt', 'messageModifier', 'stateModifier', 'content'],
    argument: 0,
    what: 'instructions',
    source: 'docs.langchain.com/oss/javascript/langchain/agents',
  },
  {
    packages: LANGCHAIN,
    callees: ['DynamicTool', 'DynamicStructuredTool', 'tool'],
    keys: ['description'],
    argument: null,
    what: 'tool',
    source: 'docs.langchain.com/oss/javascript/langchain/tools',
  },
  {
    packages: ['@aws-sdk/client-bedrock-runtime'],
    callees: ['ConverseCommand', 'ConverseStreamCommand'],
    keys: ['system'],
    argument: 0,
    what: 'instructions',
    source: 'docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html',
  },
  {
    packages: ['@modelcontextprotocol/sdk'],
    callees: ['registerTool'],
    keys: ['description'],
    argument: 1,
    what: 'tool',
    source: 'github.com/modelcontextprotocol/typescript-sdk#tools',
  },
  {
    packages: ['@modelcontextprotocol/sdk'],
    callees: ['tool'],
    keys: [],
    argument: 1,
    what: 'tool',
    source: 'github.com/modelcontextprotocol/typescript-sdk#tools',
  },
];

/** Roles whose messages are instructions (platform.openai.com/docs/guides/text#message-roles). */
export const INSTRUCTING_ROLES: ReadonlySet<string> = new Set(['system', 'developer']);

/** Properties of a message that hold its text. */
export const MESSAGE_TEXTS: readonly string[] = ['content', 'parts', 'text'];

/** Instructions wherever they stand, beside one of `COMPANIONS`. */
export const INSTRUCTION_KEYS: ReadonlySet<string> = new Set([
  ...['system', 'instructions', 'systemInstruction', 'system_instruction', 'systemPrompt', 'system_prompt'],
]);

/** What else is in a request to a language model. */
export const COMPANIONS: ReadonlySet<string> = new Set([
  ...['messages', 'max_tokens', 'maxTokens', 'maxOutputTokens', 'temperature', 'contents', 'generationConfig'],
]);

/** Packages of language models, and words in the name of others. */
export const MODEL_PACKAGES: ReadonlySet<string> = new Set([
  ...PROMPT_APIS.flatMap((api) => api.packages),
  ...['@ai-sdk/openai', '@ai-sdk/anthropic', '@ai-sdk/google', 'llamaindex', 'openrouter', 'replicate', 'gpt4all'],
]);
export const MODEL_WORDS: ReadonlySet<string> = new Set([
  ...['openai', 'anthropic', 'llm', 'gpt', 'claude', 'gemini', 'completions', 'mistral', 'ollama', 'groq', 'bedrock'],
  ...['langchain', 'deepseek', 'openrouter', 'chatgpt', 'cohere'],
]);
