/** The log of a period for analysts: process mining tools read OCEL 2.0, XES and CSV. */
@NullMarked
package org.zhuqi.ticket.application.export;

import org.jspecify.annotations.NullMarked;
