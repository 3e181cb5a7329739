// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BridgeEnd} from "./BridgeEnd.sol";
import {Token} from "./Token.sol";

/// The source end: holds the tokens that circulate on the other chain.
contract LockBox is BridgeEnd {
    Token public immutable token;

    constructor(Token token_, address relayer_) BridgeEnd(relayer_) {
        token = token_;
    }

    /// Takes the tokens from a holder who has approved this contract.
    function lock(bytes32 id, address from, uint256 amount) external byRelayer {
        noteDone(id, from, amount);
        require(token.transferFrom(from, address(this), amount), "transfer failed");
    }

    /// Gives the tokens back; an id never locked is blocked for good.
    function unlock(bytes32 id) external byRelayer {
        if (noteUndone(id)) {
            require(token.transfer(entries[id].holder, entries[id].amount), "transfer failed");
        }
    }
}
