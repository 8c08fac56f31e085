/** Tickets as Open311 GeoReport v2 tells of them. */
@NullMarked
package org.zhuqi.intake.domain.open311;

import org.jspecify.annotations.NullMarked;
