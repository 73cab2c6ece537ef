// From the schema checker's finding to a refusal that names the parameter, its value and what it may be.
import { type Bilingual, Refusal, refusalRegister } from '../kernel/errors.js';

interface SchemaFinding {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly schema?: unknown;
  readonly parentSchema?: { readonly properties?: object };
  readonly data?: unknown;
}

interface ParameterFault {
  readonly validation: readonly SchemaFinding[];
}

/** Whether the error says that a parameter did not pass its schema. */
export function isParameterFault(error: unknown): error is ParameterFault {
  const { validation } = (error ?? {}) as { validation?: unknown };
  return Array.isArray(validation) && validation.length > 0;
}

/** The refusal for the first finding. */
export function parameterRefusal({ validation }: ParameterFault): Refusal {
  const finding = validation[0] as SchemaFinding;
  const { keyword, params } = finding;
  if (keyword === 'required') {
    return refusal('parameter_missing', String(params['missingProperty']), '', nothing);
  }
  if (keyword === 'additionalProperties') {
    const known = Object.keys(finding.parentSchema?.properties ?? {}).join(', ');
    const limit = { zh: known || '（无）', en: known || '(none)' };
    return refusal('parameter_unknown', String(params['additionalProperty']), '', limit);
  }
  const parameter = finding.instancePath.slice(1).split('/')[0] ?? '';
  const limit = limitOf(keyword, params);
  const isRange = keyword === 'minimum' || keyword === 'maximum' || keyword.endsWith('Length');
  const name = isRange ? 'parameter_out_of_range' : 'parameter_malformed';
  return refusal(name, parameter, shown(finding.data), limit);
}

const nothing: Bilingual = { zh: '', en: '' };

// The limit is put differently in each language, so the texts are filled one by one.
function refusal(name: string, parameter: string, value: string, limit: Bilingual): Refusal {
  const code = `http.${name}`;
  const spec = refusalRegister.get(code);
  if (!spec) throw new Error(`refusal ${code} is not declared`);
  const zh = spec.zh.replaceAll('{limit}', limit.zh);
  const en = spec.en.replaceAll('{limit}', limit.en);
  return new Refusal(code, { ...spec, zh, en }, { parameter, value, limit: limit.en });
}

function limitOf(keyword: string, params: Readonly<Record<string, unknown>>): Bilingual {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'minimum':
      return { zh: `最小 ${limit}`, en: `at least ${limit}` };
    case 'maximum':
      return { zh: `最大 ${limit}`, en: `at most ${limit}` };
    case 'minLength':
      return { zh: `至少 ${limit} 个字`, en: `at least ${limit} character(s)` };
    case 'maxLength':
      return { zh: `最多 ${limit} 个字`, en: `at most ${limit} characters` };
    case 'type':
      return typeLimit(String(params['type']));
    default:
      return { zh: '见 /api/v1/openapi.json', en: 'see /api/v1/openapi.json' };
  }
}

function typeLimit(type: string): Bilingual {
  if (type === 'integer') return { zh: '应为整数', en: 'a whole number is wanted' };
  if (type === 'boolean') return { zh: '应为 true 或 false', en: 'true or false is wanted' };
  return { zh: '应为一个值，只出现一次', en: 'one value is wanted, once' };
}

function shown(data: unknown): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return (text ?? '').slice(0, 60);
}
