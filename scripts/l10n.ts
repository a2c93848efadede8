// `npm run l10n`: writes l10n/bundle.l10n.json, every text that the editor can show, for translators. A translation is
// a file beside it, bundle.l10n.LANGUAGE.json, and package.nls.LANGUAGE.json for the texts of package.json.
//
// A text is the first argument of `text`, or of a function that hands its own parameter on to it, such as `say`. What
// cannot be known without running the program is an error: it could not be translated.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from './paths';

export const bundleFile = path.join(repositoryRoot, 'l10n', 'bundle.l10n.json');

/** All files that belong to the editor hang together by imports. The command line speaks English. */
const ROOT_FILE = path.join(repositoryRoot, 'src', 'extension.ts');
const FIRST_MAKER = { file: path.join(repositoryRoot, 'src', 'core', 'text.ts'), name: 'text' };

/** The templates of all texts in the order of the alphabet, each standing for itself. */
export function collectTexts(): Record<string, string> {
  const program = ts.createProgram([ROOT_FILE], readOptions());
  const templates = new Collector(program).collect();
  return Object.fromEntries([...templates].sort().map((template) => [template, template]));
}

export function bundleText(texts = collectTexts()): string {
  return `${JSON.stringify(texts, null, 2)}\n`;
}

function readOptions(): ts.CompilerOptions {
  const file = path.join(repositoryRoot, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, repositoryRoot).options;
}

class Collector {
  readonly #checker: ts.TypeChecker;
  readonly #calls: readonly ts.CallExpression[];
  /** Names that stand for what they name, as in `const a = name`, and are not called. */
  readonly #values: readonly ts.Identifier[];
  readonly #templates = new Set<string>();

  constructor(program: ts.Program) {
    this.#checker = program.getTypeChecker();
    const sources = program
      .getSourceFiles()
      .filter(({ fileName }) => !fileName.includes('/node_modules/') && !fileName.endsWith('.d.ts'));
    this.#calls = sources.flatMap((source) => nodesIn(source, ts.isCallExpression));
    this.#values = sources.flatMap((source) => nodesIn(source, isValue));
  }

  /** Functions that hand a parameter on become makers themselves, until there are no more of them. */
  collect(): ReadonlySet<string> {
    const done = new Set<ts.Symbol>();
    const waiting = [this.#firstMaker()];
    for (let maker = waiting.pop(); maker !== undefined; maker = waiting.pop()) {
      done.add(maker);
      this.#checkUses(maker);
      for (const call of this.#calls) {
        if (this.#symbolOf(call.expression) !== maker) continue;
        const further = this.#read(call);
        if (further !== undefined && !done.has(further)) waiting.push(further);
      }
    }
    return this.#templates;
  }

  /** A maker under another name, such as `const make = isSafe ? safe : proposal`, would keep its texts from us. */
  #checkUses(maker: ts.Symbol): void {
    for (const value of this.#values) {
      if (value.text !== maker.name || this.#symbolOf(value) !== maker) continue;
      throw new Error(`"${maker.name}" makes texts, and is not called by its name here: ${placeOf(value)}`);
    }
  }

  /** Notes the templates of a call, or returns the function that only hands one on. */
  #read(call: ts.CallExpression): ts.Symbol | undefined {
    const [argument] = call.arguments;
    if (argument === undefined) throw new Error(`No text: ${placeOf(call)}`);
    const type = this.#checker.getTypeAtLocation(argument);
    const types = type.isUnion() ? type.types : [type];
    const literals = types.filter((each) => each.isStringLiteral());
    if (literals.length === types.length) {
      for (const { value } of literals) this.#templates.add(value);
      return undefined;
    }
    const parameter = this.#symbolOf(argument)?.valueDeclaration;
    const isHandedOn =
      parameter !== undefined && ts.isParameter(parameter) && parameter.parent.parameters[0] === parameter;
    const name = isHandedOn ? parameter.parent.name : undefined;
    const maker = name === undefined ? undefined : this.#symbolOf(name);
    if (maker === undefined) throw new Error(`This text is not known before it is shown: ${placeOf(call)}`);
    return maker;
  }

  #symbolOf(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.#checker.getSymbolAtLocation(node);
    return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
      ? this.#checker.getAliasedSymbol(symbol)
      : symbol;
  }

  #firstMaker(): ts.Symbol {
    for (const call of this.#calls) {
      const symbol = this.#symbolOf(call.expression);
      const file = symbol?.valueDeclaration?.getSourceFile().fileName;
      if (
        symbol?.name === FIRST_MAKER.name &&
        file !== undefined &&
        path.resolve(file) === FIRST_MAKER.file
      ) {
        return symbol;
      }
    }
    throw new Error('Nothing makes texts any more: src/core/text.ts has changed.');
  }
}

function nodesIn<Kind extends ts.Node>(
  source: ts.SourceFile,
  isWanted: (node: ts.Node) => node is Kind,
): Kind[] {
  const found: Kind[] = [];
  const visit = (node: ts.Node): void => {
    if (isWanted(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What a conditional, an initialiser, an argument or a returned value consists of. */
function isValue(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  return (
    (ts.isConditionalExpression(parent) && parent.condition !== node) ||
    (ts.isVariableDeclaration(parent) && parent.initializer === node) ||
    (ts.isCallExpression(parent) && parent.expression !== node) ||
    (ts.isReturnStatement(parent) && parent.expression === node)
  );
}

function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${path.relative(repositoryRoot, source.fileName)}:${line + 1}`;
}

if (require.main === module) void writeFile(bundleFile, bundleText());
