export type { ChatAnswer, ChatMessage, ToolCall, ToolOffer } from './chat.ts';
export { ensureProviders } from './ensure.ts';
export { createModels, type Models } from './models.ts';
export { modelsModule } from './module.ts';
export { providerNames } from './provider-names.ts';
export type { ModelSession } from './session.ts';
export type { ModelTools } from './tools.ts';
export type { HeardFile } from './transcribe.ts';
export { ModelTrouble } from './trouble.ts';
