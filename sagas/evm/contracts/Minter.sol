// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BridgeEnd} from "./BridgeEnd.sol";
import {Token} from "./Token.sol";

/// The target end: owns the bridged token and issues it, up to a cap.
contract Minter is BridgeEnd {
    Token public immutable token;
    uint256 public cap;

    event CapChanged(uint256 cap);

    constructor(string memory name, string memory symbol, address relayer_, uint256 cap_) BridgeEnd(relayer_) {
        token = new Token(name, symbol);
        cap = cap_;
    }

    function setCap(uint256 cap_) external onlyOwner {
        cap = cap_;
        emit CapChanged(cap_);
    }

    function mint(bytes32 id, address to, uint256 amount) external byRelayer {
        noteDone(id, to, amount);
        require(amount <= cap && token.totalSupply() <= cap - amount, "cap exceeded");
        token.issue(to, amount);
    }

    /// Destroys what was minted, if its receiver still holds it; an id never minted is blocked for good.
    function burn(bytes32 id) external byRelayer {
        if (noteUndone(id)) {
            token.destroy(entries[id].holder, entries[id].amount);
        }
    }
}
