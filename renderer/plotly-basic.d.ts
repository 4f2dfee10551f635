/** The basic build comes without types of its own; it is a part of the full one. */
declare module 'plotly.js-basic-dist-min' {
  export { default } from 'plotly.js-dist-min';
}
