// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// One end of the bridge: remembers what was done and undone under each id, so that an id is done
/// at most once, undone at most once, and never done after it was undone.
abstract contract BridgeEnd {
    enum State {
        None, // never seen
        Done, // locked, or minted
        Undone, // unlocked, or burned
        Blocked // undone before it was done: it can never be done
    }

    struct Entry {
        State state;
        uint64 doneAt; // block numbers, 0 for never
        uint64 undoneAt;
        address holder;
        uint256 amount;
    }

    address public immutable owner;
    address public immutable relayer;
    bool public paused;
    mapping(bytes32 => Entry) public entries;

    event Done(bytes32 indexed id, address indexed holder, uint256 amount);
    event Undone(bytes32 indexed id, address indexed holder, uint256 amount);
    event Blocked(bytes32 indexed id);
    event PauseChanged(bool paused);

    constructor(address relayer_) {
        owner = msg.sender;
        relayer = relayer_;
    }

    modifier onlyOwner() {
        require(msg.sender == owner, "only the owner");
        _;
    }

    modifier byRelayer() {
        require(msg.sender == relayer, "only the relayer");
        require(!paused, "paused");
        _;
    }

    function setPaused(bool paused_) external onlyOwner {
        paused = paused_;
        emit PauseChanged(paused_);
    }

    /// Notes that the id is done, before any token moves. Reverts if it was done, undone or blocked.
    function noteDone(bytes32 id, address holder, uint256 amount) internal {
        State state = entries[id].state;
        require(state != State.Blocked, "blocked by its compensation");
        require(state == State.None, "already done");
        entries[id] = Entry(State.Done, uint64(block.number), 0, holder, amount);
        emit Done(id, holder, amount);
    }

    /// Notes that the id is undone, or blocks it. True only if tokens must move back; a repeat does nothing.
    function noteUndone(bytes32 id) internal returns (bool) {
        Entry storage entry = entries[id];
        if (entry.state == State.None) {
            entry.state = State.Blocked;
            entry.undoneAt = uint64(block.number);
            emit Blocked(id);
            return false;
        }
        if (entry.state != State.Done) return false;
        entry.state = State.Undone;
        entry.undoneAt = uint64(block.number);
        emit Undone(id, entry.holder, entry.amount);
        return true;
    }
}
