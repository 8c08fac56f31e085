/** Brings the event log of another system in as commands with their own business time. Plain Java: it runs in the launcher, beside or far from the server. */
@NullMarked
package org.zhuqi.intake.importing;

import org.jspecify.annotations.NullMarked;
