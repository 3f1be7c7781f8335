export { readDefaults } from './store.ts';
