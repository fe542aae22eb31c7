/** Packages through which programs use language models, and how models are called: for the inventory. A new one is a row. */

/** By ecosystem and name; `*` at the end stands for anything. */
const SDKS: readonly (readonly [ecosystem: string, name: string, provider: string])[] = [
  ['npm', 'openai', 'OpenAI'],
  ['npm', '@openai/*', 'OpenAI'],
  ['npm', '@azure/openai', 'Azure OpenAI'],
  ['npm', '@anthropic-ai/*', 'Anthropic'],
  ['npm', '@google/genai', 'Google'],
  ['npm', '@google/generative-ai', 'Google'],
  ['npm', '@google/adk', 'Google'],
  ['npm', '@google-cloud/vertexai', 'Google'],
  ['npm', '@google-cloud/aiplatform', 'Google'],
  ['npm', '@aws-sdk/client-bedrock*', 'Amazon Bedrock'],
  ['npm', '@mistralai/mistralai', 'Mistral'],
  ['npm', 'cohere-ai', 'Cohere'],
  ['npm', 'groq-sdk', 'Groq'],
  ['npm', 'together-ai', 'Together AI'],
  ['npm', 'replicate', 'Replicate'],
  ['npm', '@huggingface/*', 'Hugging Face'],
  ['npm', '@xenova/transformers', 'Hugging Face'],
  ['npm', 'ollama', 'Ollama'],
  ['npm', 'node-llama-cpp', 'llama.cpp'],
  ['npm', 'ai', 'Vercel AI SDK'],
  ['npm', '@ai-sdk/*', 'Vercel AI SDK'],
  ['npm', 'langchain', 'LangChain'],
  ['npm', '@langchain/*', 'LangChain'],
  ['npm', 'llamaindex', 'LlamaIndex'],
  ['npm', '@llamaindex/*', 'LlamaIndex'],
  ['npm', '@mastra/*', 'Mastra'],
  ['npm', 'genkit', 'Genkit'],
  ['npm', '@genkit-ai/*', 'Genkit'],
  ['npm', '@modelcontextprotocol/*', 'Model Context Protocol'],
  ['npm', '@github/copilot-sdk', 'GitHub Copilot'],
  ['npm', '@openrouter/*', 'OpenRouter'],
  ['npm', '@elevenlabs/*', 'ElevenLabs'],
  ['pypi', 'openai', 'OpenAI'],
  ['pypi', 'openai-agents', 'OpenAI'],
  ['pypi', 'anthropic', 'Anthropic'],
  ['pypi', 'claude-agent-sdk', 'Anthropic'],
  ['pypi', 'google-genai', 'Google'],
  ['pypi', 'google-generativeai', 'Google'],
  ['pypi', 'google-adk', 'Google'],
  ['pypi', 'mistralai', 'Mistral'],
  ['pypi', 'cohere', 'Cohere'],
  ['pypi', 'groq', 'Groq'],
  ['pypi', 'litellm', 'LiteLLM'],
  ['pypi', 'transformers', 'Hugging Face'],
  ['pypi', 'huggingface-hub', 'Hugging Face'],
  ['pypi', 'langchain*', 'LangChain'],
  ['pypi', 'langgraph*', 'LangChain'],
  ['pypi', 'llama-index*', 'LlamaIndex'],
  ['pypi', 'crewai*', 'CrewAI'],
  ['pypi', 'pydantic-ai*', 'Pydantic AI'],
  ['pypi', 'ollama', 'Ollama'],
  ['pypi', 'vllm', 'vLLM'],
  ['pypi', 'mcp', 'Model Context Protocol'],
  ['pypi', 'fastmcp', 'Model Context Protocol'],
  ['go', 'github.com/openai/openai-go*', 'OpenAI'],
  ['go', 'github.com/sashabaranov/go-openai', 'OpenAI'],
  ['go', 'github.com/anthropics/anthropic-sdk-go*', 'Anthropic'],
  ['go', 'google.golang.org/genai', 'Google'],
  ['go', 'github.com/tmc/langchaingo', 'LangChain'],
  ['maven', 'dev.langchain4j:*', 'LangChain4j'],
  ['maven', 'com.openai:*', 'OpenAI'],
  ['maven', 'com.anthropic:*', 'Anthropic'],
  ['maven', 'org.springframework.ai:*', 'Spring AI'],
  ['nuget', 'OpenAI', 'OpenAI'],
  ['nuget', 'Azure.AI.OpenAI', 'Azure OpenAI'],
  ['nuget', 'Microsoft.SemanticKernel*', 'Semantic Kernel'],
  ['nuget', 'Microsoft.Extensions.AI*', 'Microsoft.Extensions.AI'],
  ['nuget', 'Anthropic*', 'Anthropic'],
  ['rubygems', 'ruby-openai', 'OpenAI'],
  ['rubygems', 'openai', 'OpenAI'],
  ['rubygems', 'anthropic', 'Anthropic'],
  ['rubygems', 'ruby_llm', 'RubyLLM'],
  ['cargo', 'async-openai', 'OpenAI'],
  ['cargo', 'rig-core', 'Rig'],
  ['composer', 'openai-php/client', 'OpenAI'],
];

/** Whose package it is, or null for one that is about something else. */
export function sdkProvider(ecosystem: string, name: string): string | null {
  for (const [where, pattern, provider] of SDKS) {
    if (where !== ecosystem) continue;
    if (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern) return provider;
  }
  return null;
}

const MODELS: readonly (readonly [pattern: RegExp, provider: string])[] = [
  [
    /^(?:gpt-(?:3\.5|4|5)[\w.-]{0,40}|chatgpt-4o-latest|o[134](?:-mini|-pro|-preview|-deep-research)?(?:-\d{4}-\d\d-\d\d)?|text-embedding-(?:3|ada)[\w-]{0,20}|dall-e-[23]|whisper-1|codex-mini[\w-]{0,20})$/,
    'OpenAI',
  ],
  [/^(?:anthropic\.)?claude-(?:\d|instant|opus|sonnet|haiku|fable|mythos)[\w.:@-]{0,60}$/, 'Anthropic'],
  [/^(?:models\/)?gemini-\d[\w.-]{0,40}$|^text-bison[\w@-]{0,20}$|^gemma-?\d[\w.-]{0,30}$/, 'Google'],
  [/^(?:mistral|ministral|codestral|devstral|magistral|pixtral|open-mixtral|open-mistral)-[\w.-]{1,40}$/, 'Mistral'],
  [/^command-(?:r|a|light|nightly)[\w.-]{0,30}$/, 'Cohere'],
  [/^grok-\d[\w.-]{0,30}$/, 'xAI'],
  [/^deepseek-(?:chat|reasoner|coder|r1|v\d)[\w.:-]{0,30}$/, 'DeepSeek'],
  [/^(?:meta-)?llama-?[234][\w.:-]{0,40}$|^meta\.llama\d[\w.:-]{0,40}$/, 'Meta'],
  [/^qwen-?\d(?:\.\d)?[\w:-]{0,40}$|^qwen-(?:max|plus|turbo|long|vl|coder)[\w:-]{0,30}$/, 'Alibaba'],
  [/^amazon\.(?:nova|titan)-[\w.:-]{1,40}$/, 'Amazon'],
];

/** A text that is the name of a model, alone or behind the name of who serves it (`openai/gpt-4o`). */
export function modelOf(text: string): { readonly name: string; readonly provider: string } | null {
  // `openai/gpt-4o`; a path has more steps.
  if (text.length < 2 || text.length > 90 || text.split('/').length > 2) return null;
  const name = text.slice(text.lastIndexOf('/') + 1);
  for (const [pattern, provider] of MODELS) if (pattern.test(name)) return { name: text, provider };
  return null;
}
