package io.meanwhile.app.api;

import io.meanwhile.app.engine.Receipt;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What was asked is durable.
 *
 * @param sequence how many events the saga has
 * @param created true when this request started it
 * @param state the saga, where the request asked to wait for it
 */
@Schema(name = "Receipt")
record ReceiptResource(
    String saga, String sequence, @Nullable Boolean created, @Nullable SagaResource state) {

  /** Of something asked of a saga that is there. */
  static ReceiptResource of(Receipt receipt) {
    return new ReceiptResource(receipt.saga(), Long.toString(receipt.sequence()), null, null);
  }

  /** Of a start. */
  static ReceiptResource started(Receipt receipt, @Nullable SagaResource state) {
    return new ReceiptResource(
        receipt.saga(),
        state == null ? Long.toString(receipt.sequence()) : state.sequence(),
        receipt.created(),
        state);
  }
}
