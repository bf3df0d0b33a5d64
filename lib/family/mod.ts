/** To come. @module */
export {};
