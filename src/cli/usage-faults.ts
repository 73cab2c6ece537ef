// A wrong call in our words: the parser's own messages are English and do not say what to do.
import type { CommanderError } from 'commander';
import type { Refusal } from '../kernel/errors.js';
import type { Language } from './language.js';
import { refuse } from './refusals.js';

/** What the parser found wrong, as a refusal. `call`: the command as it was called, e.g. `xinheng check`. */
export function usageRefusal(error: CommanderError, call: string, language: Language): Refusal {
  const [named = ''] = /(?<=')[^']*(?=')/.exec(error.message) ?? [];
  // `--kind <KIND>` in the parser's messages about options.
  const option = named.replace(/^-\w, /, '');
  switch (error.code) {
    case 'commander.unknownOption':
      return refuse.option_unknown({
        option: named,
        suggestion: suggestion(error, language),
        call,
      });
    case 'commander.unknownCommand':
      return refuse.command_unknown({ command: named, suggestion: suggestion(error, language) });
    case 'commander.missingMandatoryOptionValue':
      return refuse.option_missing({ option, call });
    case 'commander.optionMissingArgument':
      return refuse.option_without_value({ option, call });
    case 'commander.missingArgument':
      return refuse.argument_missing({ argument: named, call });
    case 'commander.excessArguments':
      return refuse.arguments_too_many({ call });
    default:
      return refuse.call_not_understood({ reason: error.message.replace(/^error: /, ''), call });
  }
}

function suggestion(error: CommanderError, language: Language): string {
  const meant = /\(Did you mean (?:one of )?(.+)\?\)/.exec(error.message)?.[1];
  if (meant === undefined) return '';
  return language === 'zh' ? `是不是 ${meant}？` : `Did you mean ${meant}? `;
}
