/** The client that most programs of cities were written with; it speaks by callbacks. */
declare module "open311" {
  type Callback = (error: unknown, data: never) => void;
  export default class Open311 {
    constructor(options: { endpoint?: string; discovery?: string; apiKey?: string; format?: "json" });
    endpoint: string;
    serviceDiscovery(options: { cache: boolean }, callback: Callback): void;
    serviceList(callback: Callback): void;
    serviceDefinition(code: string, callback: Callback): void;
    submitRequest(data: object, callback: Callback): void;
    serviceRequests(id: string, parameters: object, callback: Callback): void;
    serviceRequests(parameters: object, callback: Callback): void;
  }
}
