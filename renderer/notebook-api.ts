/** The part of VS Code's notebook renderer API that is used here; the host hands these to `activate`. */
export interface OutputItem {
  readonly id: string;
  readonly mime: string;
  /** Whatever the extension host said of the output. */
  readonly metadata?: unknown;
  json(): unknown;
  text(): string;
}

export interface Renderer {
  renderOutputItem(item: OutputItem, element: HTMLElement, signal?: AbortSignal): Promise<void>;
  /** Without an id: all outputs of the notebook are gone. */
  disposeOutputItem(id?: string): void;
}

export interface RendererContext {
  /** Present where there is an extension host to talk to. */
  postMessage?(message: unknown): void;
}
