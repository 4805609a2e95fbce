const { dest, parallel, src } = require('gulp');

const to = { encoding: false };

/** n8n looks for icons, codex (`*.node.json`) and `__schema__` beside the compiled files. */
const nodeAssets = () => src('nodes/**/*.{json,svg}', to).pipe(dest('dist/nodes'));

const icons = () => src('icons/*.svg', to).pipe(dest('dist/icons'));

exports.default = parallel(nodeAssets, icons);
