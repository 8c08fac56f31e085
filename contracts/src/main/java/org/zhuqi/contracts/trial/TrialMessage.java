package org.zhuqi.contracts.trial;

import org.zhuqi.contracts.id.TrialId;

/** A message about a trial. The trial is also the record's key, so that all of one keeps its order. */
public sealed interface TrialMessage permits TrialAsked, TrialAnswer {
    TrialId trial();
}
