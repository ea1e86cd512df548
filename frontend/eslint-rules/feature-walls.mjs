import path from 'node:path';

/** app -> routes -> features -> shared. A feature never imports another feature, so that each can be changed alone. */
const below = {
  app: ['app', 'routes', 'features', 'shared'],
  routes: ['routes', 'features', 'shared'],
  features: ['features', 'shared'],
  shared: ['shared'],
  test: ['app', 'routes', 'features', 'shared', 'test'],
};

/** "@/features/cases/x" and "../x" to ["features", "cases"]; null for a package. */
function placeOf(source, filename) {
  let inside;
  if (source.startsWith('@/')) inside = source.slice(2);
  else if (source.startsWith('.')) inside = srcPath(path.posix.join(path.posix.dirname(filename), source));
  else return null;
  const [layer, unit] = inside?.split('/') ?? [];
  return layer && layer in below ? { layer, unit } : null;
}

function srcPath(filename) {
  const at = filename.lastIndexOf('/src/');
  return at < 0 ? null : filename.slice(at + 5);
}

export const featureWalls = {
  meta: {
    type: 'problem',
    docs: { description: 'Keep the import direction app, routes, features, shared' },
    messages: {
      upward: '{{from}} may not import {{to}}: the direction is app, routes, features, shared.',
      sideways: 'Feature {{from}} may not import feature {{to}}: compose them in a route, or move the piece to shared.',
    },
    schema: [],
  },
  create(context) {
    const filename = context.filename.replaceAll('\\', '/');
    const [layer, unit] = srcPath(filename)?.split('/') ?? [];
    if (!layer || !(layer in below) || /\.test\.tsx?$/.test(filename)) return {};
    const check = (node, source) => {
      const target = placeOf(source, filename);
      if (!target || target.layer === 'test') return;
      const typeOfParent = layer === 'routes' && source === '@/app/parents' && node.importKind === 'type';
      if (typeOfParent) return;
      if (!below[layer].includes(target.layer)) {
        context.report({ node, messageId: 'upward', data: { from: layer, to: target.layer } });
      } else if (layer === 'features' && target.layer === 'features' && target.unit !== unit) {
        context.report({ node, messageId: 'sideways', data: { from: unit, to: target.unit } });
      }
    };
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => node.source.type === 'Literal' && check(node, node.source.value),
    };
  },
};
