package org.zhuqi.ticket.application;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that could not be processed, and why. */
public record DeadLetter(ConsumerRecord<String, byte[]> record, String reason) {}
