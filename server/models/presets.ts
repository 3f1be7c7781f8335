import type { ModelPreset } from '#contract/models.ts';

/** What is known of a provider by its name. All of them speak the OpenAI wire: /chat/completions, /audio/transcriptions. */
export interface Preset {
  /** Null: the person must name it. */
  readonly baseUrl: string | null;
  /** OpenAI's newer models refuse `max_tokens`; everybody else knows only that name. */
  readonly outputLimit: 'max_tokens' | 'max_completion_tokens';
  /** How an answer of a form is asked for: by its schema, or as any JSON, which more of them know; the form then stands in the prompt alone. */
  readonly forms: 'schema' | 'object';
}

export const presets: Readonly<Record<ModelPreset, Preset>> = {
  openai: { baseUrl: 'https://api.openai.com/v1', outputLimit: 'max_completion_tokens', forms: 'schema' },
  groq: { baseUrl: 'https://api.groq.com/openai/v1', outputLimit: 'max_tokens', forms: 'object' },
  openrouter: { baseUrl: 'https://openrouter.ai/api/v1', outputLimit: 'max_tokens', forms: 'object' },
  // Ollama's own port; llama.cpp, vLLM and LM Studio name theirs.
  local: { baseUrl: 'http://127.0.0.1:11434/v1', outputLimit: 'max_tokens', forms: 'schema' },
  custom: { baseUrl: null, outputLimit: 'max_tokens', forms: 'object' },
};
