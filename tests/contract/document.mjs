// The document as requests: its operations, and a value that fits each parameter and body.
import { readFileSync } from "node:fs";

const methods = ["get", "put", "post", "patch", "delete"];

const formType = "application/x-www-form-urlencoded";

export class Document {
  // A file, or what it holds.
  constructor(from) {
    this.whole = typeof from === "string" ? JSON.parse(readFileSync(from, "utf8")) : from;
    this.operations = [];
    for (const [path, item] of Object.entries(this.whole.paths)) {
      for (const method of methods.filter((one) => item[one])) {
        const at = item[method];
        const parameters = [...(item.parameters ?? []), ...(at.parameters ?? [])].map((one) => this.resolve(one));
        const body = this.resolve(at.requestBody);
        this.operations.push({ id: at.operationId, method: method.toUpperCase(), path, at, parameters, body });
      }
    }
    // What makes comes before what asks for one; what takes away comes last.
    const rank = ({ method, path }) => methods.indexOf(method.toLowerCase()) + (path.includes("{") ? 10 : 0);
    this.operations.sort((a, b) => rank(a) - rank(b));
  }

  resolve(value) {
    while (value?.$ref)
      value = value.$ref.slice(2).split("/").reduce((at, name) => at[name.replace("~1", "/").replace("~0", "~")], this.whole);
    return value;
  }

  schema(parameter) {
    return this.resolve(parameter.schema);
  }

  // A value of that schema, as its examples, defaults and bounds have it.
  sample(written) {
    const schema = this.resolve(written);
    const given = schema.example ?? schema.examples?.[0] ?? schema.default ?? schema.enum?.[0];
    if (given !== undefined) return given;
    if (schema.oneOf) return this.sample(schema.oneOf[0]);
    switch ([schema.type].flat()[0]) {
      case "object":
        return Object.fromEntries((schema.required ?? []).map((name) => [name, this.sample(schema.properties[name])]));
      case "array":
        return [this.sample(schema.items)];
      case "integer":
      case "number":
        return schema.minimum ?? 1;
      case "boolean":
        return true;
      case "string":
        return schema.format === "date-time" ? "2026-03-01T00:00:00Z" : "x".repeat(Math.max(1, schema.minLength ?? 1));
      default:
        return null;
    }
  }

  // The JSON body that the document gives as an example; undefined: the operation takes none.
  exampleBody(operation) {
    const content = operation.body?.content?.["application/json"];
    if (!content) return operation.body?.content?.["application/octet-stream"] && "bytes of a file";
    return content.example ?? this.resolve(Object.values(content.examples ?? {})[0])?.value ?? this.sample(content.schema);
  }
}

// Values that exist in the store, gathered from lists: "/v1/partners" -> its first rows.
export class Known {
  constructor(document) {
    this.document = document;
    this.rows = new Map();
  }

  learn(path, list) {
    if (list?.data?.length) this.rows.set(path, list.data);
    this.commit = list?.known_at || this.commit;
  }

  // An expression over a column of the list's rows.
  ofRows(operation, name) {
    const page = this.document.resolve(operation.at.responses["200"].content["application/json"].schema);
    const row = this.rows.get(operation.path)?.[0] ?? this.document.resolve(page.properties.data.items).properties;
    const column = Object.keys(row).find((one) => one !== "object");
    const named = ["partner", "customer", "subscription", "association"].find((one) => `${one}_id` in row);
    return { expand: named, filter: `${column} is not null or not (${column} is not null)`, sort: `-${column}`, fields: column }[name];
  }

  // What the operation's own list shows under that name, or the id of another list's first row.
  valueOf(operation, { name, example, schema }) {
    if (operation.at["x-list"] && ["filter", "sort", "fields", "expand"].includes(name)) return this.ofRows(operation, name);
    if (example !== undefined) return example;
    if (name === "known_at" && this.commit) return this.commit;
    const places = [[operation.path.split("/{")[0], name]];
    if (name.endsWith("_id")) places.push([`/v1/${name.slice(0, -3)}s`, "id"]);
    for (const [path, field] of places) {
      const row = this.rows.get(path)?.find((one) => (one[field] ?? "") !== "");
      if (row) return row[field];
    }
    return this.document.sample(schema);
  }

  // The path with its parameters in place; those in `raw` as they are.
  path(operation, raw = {}) {
    return operation.path.replace(/\{([^}]*)\}/g, (_, name) =>
      raw[name] ?? encodeURIComponent(this.valueOf(operation, operation.parameters.find((one) => one.name === name))));
  }

  // A request of the operation with what it needs; `more`: other query parameters by name.
  request(operation, more = {}) {
    const query = [];
    const headers = {};
    for (const parameter of operation.parameters) {
      const given = more[parameter.name];
      if (parameter.in === "path" || (given === undefined && !parameter.required)) continue;
      const value = given ?? this.valueOf(operation, parameter);
      if (parameter.in === "header") headers[parameter.name.toLowerCase()] = String(value);
      else for (const one of [value].flat()) query.push(`${parameter.name}=${encodeURIComponent(one)}`);
    }
    const example = this.document.exampleBody(operation);
    const form = operation.body?.content?.[formType]?.example;
    const isBytes = typeof example === "string";
    const body = form ? new URLSearchParams(form).toString() : isBytes ? example : example && JSON.stringify(example);
    if (body !== undefined) headers["content-type"] = form ? formType : isBytes ? "application/octet-stream" : "application/json";
    return {
      method: operation.method,
      target: this.path(operation) + (query.length ? `?${query.join("&")}` : ""),
      headers,
      ...(body !== undefined && { body }),
    };
  }
}

// Asks every list once, so that ids, names and months are known. `send` answers a request.
export async function learnAll(document, send, known = new Known(document)) {
  for (const operation of document.operations.filter((one) => one.at["x-list"] && one.method === "GET")) {
    const answer = await send(known.request(operation));
    if (answer.status === 200) known.learn(operation.path, answer.json);
  }
  return known;
}
