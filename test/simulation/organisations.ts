// The organisations of a simulated history, and names that must not get anywhere.

import { registrationCheckDigit } from '../../src/codes/registration-number.js';
import { inventedIdentityNumber, inventedMobileNumber } from '../../src/demo/city-code.js';
import type { Random } from '../../src/demo/random.js';
import { inventedUscc } from '../support/intake.js';

/** An organisation, as the history knows it and not as the platform does. */
export interface Organisation {
  /** Right code; '' where it is known by its older number only. */
  readonly uscc: string;
  /** Registration number of 15 digits; '' where it never had one. */
  readonly number: string;
  readonly isTrader: boolean;
  /** The names it may bear, in their tidy form. That of a trader may be its owner's. */
  readonly names: readonly string[];
}

/** Given names are made of these and nothing else is. */
export const rareCharacters = '璟珩玥琛瑾琰璇昱晟昕晗旻旸暄皓皎铄钰镕煜焱炜烨沅沁淇淼渊滢潇澜';

/** Name of a person that occurs nowhere else: every number gives another one. */
export function personName(surname: '张' | '孙' | '钱', number: number): string {
  const count = rareCharacters.length;
  const given = [Math.floor(number / count) % count, number % count];
  return surname + given.map((at) => rareCharacters[at]).join('');
}

/** An identity number that nobody bears. */
export function identityNumber(random: Random): string {
  return inventedIdentityNumber(
    '999900',
    `19${random.between(60, 99)}0${random.between(1, 9)}1${random.below(10)}`,
    random.below(1000),
  );
}

/** A mobile number that nobody has. */
export function mobileNumber(random: Random): string {
  return inventedMobileNumber(random.below(10_000));
}

/** The organisations of a history: enterprises, traders, an institution, two that still wait for a code. */
export function inventOrganisations(): readonly Organisation[] {
  const enterprises = Array.from({ length: 8 }, (_, index) => ({
    uscc: inventedUscc('91', 100 + index),
    // Two of them were given one number by mistake, and one has that of an organisation without a code.
    number: index === 0 ? '' : registrationNumber(index === 2 ? 1 : index === 3 ? 21 : index),
    isTrader: false,
    names: [`云溪（${index + 1}）制造有限公司`, `云溪（${index + 1}）智造股份有限公司`],
  }));
  const traders = [0, 1, 2].map((index) => ({
    uscc: inventedUscc('92', 200 + index),
    number: '',
    isTrader: true,
    names:
      index === 0
        ? ['云溪一间小吃店', '云溪二间小吃店']
        : [personName('张', index), `云溪${index}号百货店`],
  }));
  const institution = {
    uscc: inventedUscc('12', 300),
    number: '',
    isTrader: false,
    names: ['云溪（试验）图书馆', '云溪（试验）图书总馆'],
  };
  const codeless = [20, 21].map((index) => ({
    uscc: '',
    number: registrationNumber(index),
    isTrader: false,
    names: [`云溪（${index}）老字号商行`],
  }));
  return [...enterprises, ...traders, institution, ...codeless];
}

function registrationNumber(index: number): string {
  const first14 = `999900${String(index).padStart(8, '0')}`;
  return `${first14}${registrationCheckDigit(first14)}`;
}
