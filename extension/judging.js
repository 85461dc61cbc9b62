// The way from the worker's second engine to its first one, which has the tables: both stand in the same worker.

export { judge } from './wasm/background.js';
