/** Files that esbuild inlines as text: the registry's tables and the flags. */
declare module '*.csv' {
  const text: string;
  export default text;
}
declare module '*.svg' {
  const text: string;
  export default text;
}
