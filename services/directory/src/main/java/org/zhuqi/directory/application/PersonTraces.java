package org.zhuqi.directory.application;

import java.time.Instant;
import org.zhuqi.contracts.id.DistrictId;

/** Keeps something of persons beside their rows, and lets go of it when a person is erased. */
public interface PersonTraces {
    /** Inside of the transaction that erases the person; a repetition changes nothing. */
    void erase(DistrictId district, String person, Instant at);
}
