/** A day is read off a clock in Sweden: cut out of an instant it is yesterday's for an hour or two of every night. */
const DAY_LETTERS = 10;
const WITH_TIME = /At$/;
const ofDays = new Set(['date', 'day', 'due', 'month', 'shortDay', 'week']);

const isNumber = (node, value) => node?.type === 'Literal' && node.value === value;
const nameOf = (node) => (node.type === 'MemberExpression' && !node.computed ? node.property.name : undefined);

export const swedishDays = {
  meta: {
    type: 'problem',
    docs: { description: 'Disallow days in UTC' },
    messages: {
      cut: 'Take the day of an instant with dayOf() of shared/lib/times, and today with today() of shared/lib/days.',
      given: '{{name}} is an instant: give the day of it, dayOf({{name}}).',
    },
    schema: [],
  },
  create(context) {
    return {
      CallExpression(node) {
        const name = nameOf(node.callee);
        const [first, second] = node.arguments;
        const cut = ['slice', 'substring'].includes(name) && isNumber(first, 0) && isNumber(second, DAY_LETTERS);
        if (cut || name === 'toISOString' || name === 'toLocaleDateString') context.report({ node, messageId: 'cut' });
        const given = node.arguments.map(nameOf).find((one) => WITH_TIME.test(one ?? ''));
        if (ofDays.has(name) && given) context.report({ node, messageId: 'given', data: { name: given } });
      },
    };
  },
};
