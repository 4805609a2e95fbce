const { rm } = require('fs/promises');
const { dest, parallel, src } = require('gulp');

// Icons are copied as they are, not as text.
const asIs = { encoding: false };

/** n8n looks for codex (`*.node.json`) and `__schema__` beside the compiled node. */
const nodeAssets = () => src('nodes/**/*.json', asIs).pipe(dest('dist/nodes'));

const icons = () => src('icons/*.svg', asIs).pipe(dest('dist/icons'));

exports.clean = () => rm('dist', { recursive: true, force: true });
exports.default = parallel(nodeAssets, icons);
