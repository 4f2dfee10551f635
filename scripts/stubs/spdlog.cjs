// Stands in for the native module @vscode/spdlog, which is not built: without it no output channel of an extension has text.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  #file;
  #level = 0;
  #plain = false;

  constructor(file) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
  }

  setLevel(level) {
    this.#level = level;
  }

  /** What follows is written as it is: the text of an output channel. */
  clearFormatters() {
    this.#plain = true;
  }

  setPattern() {}
  flush() {}
  drop() {}

  write(level, text) {
    if (level < this.#level) return;
    appendFileSync(
      this.#file,
      this.#plain ? text : `${new Date().toISOString()} [${levels[level]}] ${text}\n`,
    );
  }
}

levels.forEach((name, level) => {
  Logger.prototype[name] = function (text) {
    this.write(level, text);
  };
});

const create = async (_name, file) => new Logger(file);

// Named one by one, because VS Code imports them as an ES module's names.
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
exports.setFlushOn = () => {};
exports.setLevel = () => {};
exports.version = 0;
