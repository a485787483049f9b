/**
 * The sign-in of people with a browser: forms, sessions, cookies, and page tokens.
 *
 * <p>The web server calls it; no other package does. It guards the console alone; the API knows no
 * session.
 */
package com.hexabuilders.onboarding.security.browser;
