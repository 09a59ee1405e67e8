// What Twilio's own page puts into `window` before it loads a plugin: plugins bring neither React nor Flex along.
import * as Flex from "@twilio/flex-ui";
import * as React from "react";
import * as ReactDOM from "react-dom";
import * as ReactRedux from "react-redux";
import * as Redux from "redux";

Object.assign(window, { React, ReactDOM, Redux, ReactRedux, Twilio: { ...window.Twilio, Flex } });
