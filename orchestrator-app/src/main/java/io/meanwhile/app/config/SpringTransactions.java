package io.meanwhile.app.config;

import org.axonframework.messaging.core.unitofwork.transaction.Transaction;
import org.axonframework.messaging.core.unitofwork.transaction.TransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Event processors' units of work in Spring's transactions, together with their tokens. */
final class SpringTransactions implements TransactionManager {
  private final PlatformTransactionManager transactions;

  SpringTransactions(PlatformTransactionManager transactions) {
    this.transactions = transactions;
  }

  @Override
  public Transaction startTransaction() {
    TransactionStatus status = transactions.getTransaction(new DefaultTransactionDefinition());
    return new Transaction() {
      @Override
      public void commit() {
        if (status.isNewTransaction() && !status.isCompleted()) {
          transactions.commit(status);
        }
      }

      @Override
      public void rollback() {
        if (status.isNewTransaction() && !status.isCompleted()) {
          transactions.rollback(status);
        }
      }
    };
  }

  /** Spring keeps a transaction with its thread. */
  @Override
  public boolean requiresSameThreadInvocations() {
    return true;
  }
}
