
# rpc NODE METHOD PARAMETERS: asks a chain.
rpc() {
  curl -s "$1" -H 'Content-Type: application/json' \
    -d '{"jsonrpc":"2.0","id":1,"method":"'"$2"'","params":'"$3"'}'
}

# transfer ID AMOUNT [DEFINITION]: starts a transfer and waits up to a minute for its end.
transfer() {
  curl -s -X POST "$SERVICE/api/v1/sagas?wait=PT60S" -H 'Content-Type: application/json' \
    -d '{"definition":"'"${3:-bridge-transfer}"'","id":"'"$1"'","input":{"amount":'"$2"',"from":"'"$HOLDER"'","to":"'"$RECEIVER"'"}}'
  echo
}

# begin ID AMOUNT: starts a transfer and does not wait.
begin() {
  curl -s -X POST "$SERVICE/api/v1/sagas" -H 'Content-Type: application/json' \
    -d '{"definition":"bridge-transfer","id":"'"$1"'","input":{"amount":'"$2"',"from":"'"$HOLDER"'","to":"'"$RECEIVER"'"}}'
  echo
}

# define FILE: gives a definition to the service.
define() {
  curl -s "$SERVICE/api/v1/definitions" -H 'Content-Type: application/yaml' --data-binary "@$1"
  echo
}

# observe NAME [NODE]: watches the source chain through that node and reports as NAME, until Ctrl-C.
observe() {
  $OBSERVER --name "$1" --node "${2:-$SOURCE_CHAIN}" --end source --contract "$LOCK_BOX" \
    --orchestrator "$SERVICE" --definition watched-transfer
}

# standing ID: what has happened, what is pending, what constitutes completion.
standing() {
  curl -s "$SERVICE/api/v1/sagas/$1/standing"
  echo
}

# events ID: everything that was recorded, then what comes, until Ctrl-C.
events() {
  curl -sN "$SERVICE/api/v1/sagas/$1/events" -H 'Accept: text/event-stream'
}

# balance NODE TOKEN ACCOUNT
balance() {
  printf '%d\n' "$(rpc "$1" eth_call \
    '[{"to":"'"$2"'","data":"0x70a08231000000000000000000000000'"${3#0x}"'"},"latest"]' |
    sed 's/.*"result":"\(0x[0-9a-f]*\)".*/\1/')"
}

# balances: where the tokens are, as the two chains tell.
balances() {
  echo "source chain: holder   $(balance "$SOURCE_CHAIN" "$SOURCE_TOKEN" "$HOLDER")"
  echo "              lock box $(balance "$SOURCE_CHAIN" "$SOURCE_TOKEN" "$LOCK_BOX")"
  echo "target chain: receiver $(balance "$TARGET_CHAIN" "$TARGET_TOKEN" "$RECEIVER")"
}

# pause_minter, resume_minter: while it is paused, every mint fails on chain.
pause_minter() {
  set_paused 1
}
resume_minter() {
  set_paused 0
}
set_paused() {
  rpc "$TARGET_CHAIN" eth_sendTransaction \
    '[{"from":"'"$OWNER"'","to":"'"$MINTER"'","data":"0x16c38b3c'"$(printf '%064d' "$1")"'"}]'
  echo
}

# stop_blocks, start_blocks: on the source chain; transactions wait meanwhile.
stop_blocks() {
  rpc "$SOURCE_CHAIN" evm_setIntervalMining '[0]'
  echo
}
start_blocks() {
  rpc "$SOURCE_CHAIN" evm_setIntervalMining '[1]'
  echo
}

# kill_service: kill -9. It is started again by itself.
kill_service() {
  kill -9 "$(cat "$SERVICE_PID_FILE")"
}
