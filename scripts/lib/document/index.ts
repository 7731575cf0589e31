export * from "./components.js";
export * from "./node.js";
export * from "./openapi.js";
export * from "./operations.js";
export * from "./parse.js";
export * from "./place.js";
export * from "./pointer.js";
export * from "./show.js";
