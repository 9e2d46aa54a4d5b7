import ts from "typescript";
import { TYPES } from "../../provider/lifecycle/urn";
import { defaultOf, descriptionOf, tagOf } from "./docs";
import type { Source } from "./source";

/** A type as the schema refers to it. */
export type TypeSpec =
  | { type: "string" | "boolean" | "number" | "integer" }
  | { type: "array"; items: TypeSpec }
  | { $ref: string }
  | { oneOf: TypeSpec[] };

export type PropertySpec = TypeSpec & { description?: string; secret?: true; willReplaceOnChanges?: true };

/** Properties, and which of them are always there. */
export interface ObjectSpec {
  properties: Record<string, PropertySpec>;
  required?: string[];
}

export const tokenOf = (name: string) => `${TYPES.plugin}${name}`;

const list = new Intl.ListFormat("en-GB");

const ROUTE = "RouteReference";
const ROUTE_ALIAS = "RouteAlias";
const routeWords =
  'Give the route\'s id (that of an `InboundRoute`, or a text such as `"98396"`; `"0"` is the account\'s SIP registration), or an object ' +
  "with the alias that it has on the account.";

/** Types of the schema for types of the classes; keeps those that have a name. */
export class SchemaTypes {
  /** By token. */
  readonly defined: Record<string, ObjectSpec & { description: string; type: "object" }> = {};
  readonly #source: Source;
  readonly #checker: ts.TypeChecker;

  constructor(source: Source) {
    this.#source = source;
    this.#checker = source.checker;
  }

  /** The properties of a type; of several that it may be, those of all together. */
  objectOf(type: ts.Type, keep: (field: ts.Symbol) => boolean = () => true): ObjectSpec {
    const forms = (type.isUnion() ? type.types : [type]).map((form) => this.#fieldsOf(form, keep));
    const fields = new Map(forms.flatMap((form) => [...form]));
    const inAll = (name: string) => forms.every((form) => form.has(name));
    const choice = [...fields.keys()].filter((name) => !inAll(name)).map((name) => `\`${name}\``);
    const properties = [...fields].map(([name, field]) => {
      const chosen = inAll(name) ? [] : [`Give exactly one of ${list.format(choice)}.`];
      return [name, this.propertyOf(field, chosen)] as const;
    });
    const required = [...fields].filter(([name, field]) => inAll(name) && !this.#mayLack(field)).map(([name]) => name);
    return { properties: Object.fromEntries(properties), ...(required.length > 0 && { required }) };
  }

  /** A property, with further sentences beside those of its comment. */
  propertyOf(symbol: ts.Symbol, further: string[] = []): PropertySpec {
    const checker = this.#checker;
    const type = this.#bare(checker.getTypeOfSymbol(symbol));
    const comment = descriptionOf(symbol, checker);
    const [text = "", initially = defaultOf(symbol, checker) ?? ""] = comment.split(/ (?=Default)/);
    const route = type.aliasSymbol?.name === ROUTE ? [routeWords] : [];
    const sentences = [text, ...further, ...route, ...wordsOf(type, comment), initially];
    const description = sentences.filter((it) => it !== "").join(" ");
    const spec = this.#typeOf(type, tagOf(symbol, checker, "asType") === "integer");
    const replaced = comment.includes("Changing it makes a new resource") && { willReplaceOnChanges: true as const };
    return { ...spec, ...(description !== "" && { description }), ...replaced };
  }

  #typeOf(type: ts.Type, whole: boolean): TypeSpec {
    const bare = this.#bare(type);
    if (bare.aliasSymbol?.name === ROUTE) return { oneOf: [{ type: "string" }, this.#routeAlias()] };
    if (bare.flags & ts.TypeFlags.BooleanLike) return { type: "boolean" };
    if (isText(bare)) return { type: "string" };
    if (bare.flags & ts.TypeFlags.NumberLike) return { type: whole ? "integer" : "number" };
    if (bare.isUnion()) return { oneOf: bare.types.map((member) => this.#typeOf(member, whole)) };
    const [item] = this.#checker.isArrayType(bare) ? this.#checker.getTypeArguments(bare as ts.TypeReference) : [];
    if (item) return { type: "array", items: this.#typeOf(item, whole) };
    return this.#named(bare);
  }

  /** A type with a name of its own; what is added to one in place has the same. */
  #named(type: ts.Type): TypeSpec {
    const symbols = (type.isIntersection() ? type.types : [type]).map((part) => this.#nameOf(part));
    const symbol = symbols.find(({ name }) => !name.startsWith("__"));
    if (!symbol)
      throw new Error(`${this.#checker.typeToString(type)} needs a name, for the schema to have a type of it.`);
    return this.#define(symbol.name, descriptionOf(symbol, this.#checker), () => this.objectOf(type));
  }

  /** A generic type has the name that the package gives to the whole of it. */
  #nameOf(type: ts.Type): ts.Symbol {
    const { checker, published } = this.#source;
    const isWhole = (symbol: ts.Symbol) =>
      symbol.flags & ts.SymbolFlags.TypeAlias && checker.getDeclaredTypeOfSymbol(symbol) === type;
    const whole = type.aliasTypeArguments ? [...published.values()].find(isWhole) : undefined;
    return whole ?? type.aliasSymbol ?? type.symbol;
  }

  #routeAlias(): TypeSpec {
    return this.#define(ROUTE_ALIAS, "An inbound route of the account, by its alias.", () => ({
      properties: { alias: { type: "string", description: "The name that the account knows the route by." } },
      required: ["alias"],
    }));
  }

  #define(name: string, description: string, object: () => ObjectSpec): TypeSpec {
    const token = tokenOf(name);
    this.defined[token] ??= { description, type: "object", ...object() };
    return { $ref: `#/types/${token}` };
  }

  #fieldsOf(form: ts.Type, keep: (field: ts.Symbol) => boolean): Map<string, ts.Symbol> {
    const fields = this.#checker
      .getPropertiesOfType(form)
      .filter(keep)
      .map((field) => [field.name, field] as const);
    // `never` stands for a property of another form.
    const there = fields.filter(
      ([, field]) => !(this.#bare(this.#checker.getTypeOfSymbol(field)).flags & ts.TypeFlags.Never),
    );
    return new Map(there);
  }

  #mayLack(field: ts.Symbol): boolean {
    const type = this.#checker.getTypeOfSymbol(field);
    const may = (it: ts.Type) => this.#checker.getNonNullableType(it) !== it;
    return Boolean(field.flags & ts.SymbolFlags.Optional) || may(type) || may(this.#bare(type, false));
  }

  /** What is in an `Input` or `Output`; by default without `undefined`. */
  #bare(type: ts.Type, known = true): ts.Type {
    const bare = held(type) ?? type;
    return known ? this.#checker.getNonNullableType(bare) : bare;
  }
}

/** What is in an `Input` or an `Output`, if it is one. */
function held(type: ts.Type): ts.Type | undefined {
  const parts = type.isUnionOrIntersection() ? type.types : [type];
  const holder = parts.find(({ symbol }) => symbol?.name === "Promise" || symbol?.name === "OutputInstance");
  return (holder as ts.TypeReference | undefined)?.typeArguments?.[0];
}

/** Also where only some words are known, or allowed. */
function isText(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every(isText);
  if (type.isIntersection()) return type.types.some(isText);
  return (type.flags & ts.TypeFlags.StringLike) !== 0;
}

/** The words that a text may be, where the comment does not name them all. */
function wordsOf(type: ts.Type, comment: string): string[] {
  const literals = type.isUnion() ? type.types.filter((it) => it.isStringLiteral()) : [];
  if (!type.isUnion() || literals.length < type.types.length) return [];
  const words = literals.map(({ value }) => `"${value}"`).sort();
  return words.every((word) => comment.includes(word)) ? [] : [`One of ${list.format(words)}.`];
}
