/** What stands in a terminal. */
export { plain, plainLines } from '../protocol/plain';
