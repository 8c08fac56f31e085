package org.zhuqi.contracts.trial;

/**
 * What is answered to a trial, on {@link org.zhuqi.contracts.Topics#TRIAL_READINGS}: any number of readings, then the end.
 * After a crash in between all of it comes again, from the first readings on: a ticket's later readings take the place of
 * earlier ones.
 */
public sealed interface TrialAnswer extends TrialMessage permits TrialReadings, TrialEnded {}
