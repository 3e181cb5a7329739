// Compiles the contracts and writes one small JSON file (abi, bytecode) for each that is deployed.
// Usage: node compile.js [directory]; without one, the product's resources are rewritten.
const fs = require('fs');
const path = require('path');
const solc = require('solc');

const sources = path.join(__dirname, 'contracts');
const target = process.argv[2]
  || path.join(__dirname, '../src/main/resources/io/meanwhile/sagas/bridge/contracts');

const input = {
  language: 'Solidity',
  sources: Object.fromEntries(
    fs.readdirSync(sources).sort().map((file) => [
      file,
      { content: fs.readFileSync(path.join(sources, file), 'utf8') },
    ]),
  ),
  settings: {
    optimizer: { enabled: true, runs: 200 },
    evmVersion: 'cancun',
    metadata: { bytecodeHash: 'none' }, // comments do not change the bytecode
    outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
  },
};

const output = JSON.parse(solc.compile(JSON.stringify(input)));
for (const error of output.errors || []) console.error(error.formattedMessage);
if ((output.errors || []).length > 0) process.exit(1);

fs.mkdirSync(target, { recursive: true });
for (const name of ['Token', 'LockBox', 'Minter']) {
  const { abi, evm } = output.contracts[`${name}.sol`][name];
  const fields = Object.entries({ contract: name, compiler: solc.version(), abi, bytecode: evm.bytecode.object });
  const lines = fields.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  fs.writeFileSync(path.join(target, `${name}.json`), `{\n${lines.join(',\n')}\n}\n`);
}
