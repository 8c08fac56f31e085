package org.zhuqi.allinone.fuzz;

/**
 * An answer that breaks a rule.
 *
 * @param kind the same for all that are probably one fault
 * @param number of the request
 * @param answer its beginning
 * @param curl the smallest request found that is still answered so, for a person's shell
 */
public record Finding(String kind, long number, String operation, int status, String answer, String curl) {}
