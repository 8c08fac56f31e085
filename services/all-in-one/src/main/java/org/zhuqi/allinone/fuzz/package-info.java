/**
 * Bad input, made by the thousand from what the system says of itself: its OpenAPI document and its topics. What it answers
 * is judged by rules that hold for every answer, so nobody has to know what each request should have given.
 */
@NullMarked
package org.zhuqi.allinone.fuzz;

import org.jspecify.annotations.NullMarked;
