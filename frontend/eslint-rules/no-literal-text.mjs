/** Text that a person reads comes from texts.sv.json and texts.en.json, so that no view is left in one language. */
const readAttributes = new Set([
  'alt', 'aria-description', 'aria-label', 'aria-placeholder', 'aria-roledescription', 'aria-valuetext',
  'caption', 'description', 'error', 'label', 'message', 'placeholder', 'title',
]);
const hasLetter = /\p{L}/u;

function stringsIn(node) {
  if (!node) return [];
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateLiteral') return node.quasis.map((q) => q.value.cooked);
  if (node.type === 'ConditionalExpression') return [...stringsIn(node.consequent), ...stringsIn(node.alternate)];
  if (node.type === 'LogicalExpression') return [...stringsIn(node.left), ...stringsIn(node.right)];
  if (node.type === 'JSXExpressionContainer') return stringsIn(node.expression);
  return [];
}

export const noLiteralText = {
  meta: {
    type: 'problem',
    docs: { description: 'Disallow literal text in JSX' },
    messages: { literal: 'Put "{{text}}" in texts.sv.json and texts.en.json and read it with t().' },
    schema: [],
  },
  create(context) {
    const check = (node, texts) => {
      const text = texts.find((t) => hasLetter.test(t));
      if (text !== undefined) context.report({ node, messageId: 'literal', data: { text: text.trim().slice(0, 40) } });
    };
    return {
      JSXText: (node) => check(node, [node.value]),
      JSXAttribute(node) {
        const name = typeof node.name.name === 'string' ? node.name.name : node.name.name.name;
        if (readAttributes.has(name)) check(node, stringsIn(node.value));
      },
      'JSXElement > JSXExpressionContainer': (node) => check(node, stringsIn(node.expression)),
      'JSXFragment > JSXExpressionContainer': (node) => check(node, stringsIn(node.expression)),
    };
  },
};
