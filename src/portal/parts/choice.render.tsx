// Fields of a form beside the plain line: a choice, a longer text.

interface ChoiceProperties {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly value?: string | undefined;
}

/** One of several. */
export function Choice({ id, name, label, options, value }: ChoiceProperties) {
  return (
    <div>
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {options.map(([option, text]) => (
          <option key={option} value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

interface LongTextProperties {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly most: number;
  readonly value?: string | undefined;
}

/** Some sentences. */
export function LongText({ id, name, label, most, value }: LongTextProperties) {
  return (
    <div>
      <label for={id}>{label}</label>
      <textarea id={id} name={name} maxLength={most} required>
        {value}
      </textarea>
    </div>
  );
}
